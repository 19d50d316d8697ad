import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newDataKey, openSecret, type SecretPlace, sealSecret } from '../../../src/vault/sealed-secret.ts';
import { hostileText } from '../../support/hostile-text.ts';

const key = newDataKey();
const place: SecretPlace = { name: 'ERP', field: 'secretKey' };
const names = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢', '"', ',', '.', ' '), maxLength: 6 });

describe('a sealed secret', () => {
  it('opens as the text that it was, whatever that is', () => {
    fc.assert(
      fc.property(hostileText, names, (text, name) => {
        const ciphertext = sealSecret(text, { ...place, name }, key);
        expect(ciphertext).toMatch(/^[\w-]+$/);
        expect(openSecret(ciphertext, { ...place, name }, key)).toBe(text);
      }),
    );
  });

  it('opens under the same name in another case or normal form, and under no other name', () => {
    const ciphertext = sealSecret('text', { ...place, name: 'Straße É' }, key);
    const opened = ['STRASSE e\u{301}', 'strasse é', 'Strase É', 'Straße E'].map((name) =>
      openSecret(ciphertext, { ...place, name }, key),
    );
    expect(opened).toEqual(['text', 'text', undefined, undefined]);
    fc.assert(
      fc.property(names, names, (one, other) => {
        fc.pre(one.normalize('NFC').toLowerCase() !== other.normalize('NFC').toLowerCase());
        expect(
          openSecret(sealSecret('a', { ...place, name: one }, key), { ...place, name: other }, key),
        ).toBe(undefined);
      }),
    );
  });

  it('does not open in another field or store', () => {
    const ciphertext = sealSecret('text', place, key);
    expect(openSecret(ciphertext, { ...place, field: 'previousSecret' }, key)).toBeUndefined();
    expect(openSecret(ciphertext, place, newDataKey())).toBeUndefined();
  });

  it('does not open when a bit of it was flipped, or when it was cut or written otherwise', () => {
    const ciphertext = sealSecret('text', place, key);
    const bytes = Buffer.from(ciphertext, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openSecret(changed.toString('base64url'), place, key)).toBeUndefined();
    }
    for (let length = 0; length < ciphertext.length; length += 1) {
      expect(openSecret(ciphertext.slice(0, length), place, key)).toBeUndefined();
    }
    const others = [`${ciphertext}=`, ` ${ciphertext}`, `${ciphertext}A`, bytes.toString('base64')];
    // The padded base64 of other bytes may happen to have neither "+" nor "/" nor "=".
    const respelled = others.filter((each) => each !== ciphertext);
    expect(respelled.map((each) => openSecret(each, place, key))).toEqual(respelled.map(() => undefined));
  });

  it('is another ciphertext each time', () => {
    const many = Array.from({ length: 100 }, () => sealSecret('text', place, key));
    expect(new Set(many.map((each) => each.slice(0, 16))).size).toBe(100);
  });

  it('does not tell a short secret from one of 43 characters', () => {
    const lengths = ['', 'x', 'x'.repeat(43), 'x'.repeat(62)].map(
      (text) => sealSecret(text, place, key).length,
    );
    expect(new Set(lengths).size).toBe(1);
    expect(sealSecret('x'.repeat(63), place, key).length).toBeGreaterThan(lengths[0] ?? 0);
  });

  it('is refused where it is no text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(openSecret(text, place, key)).toBeUndefined();
      }),
    );
  });
});
