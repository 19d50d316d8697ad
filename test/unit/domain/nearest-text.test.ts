import { describe, expect, it } from 'vitest';
import { nearestText } from '../../../src/domain/nearest-text.ts';

describe('the nearest of several texts', () => {
  it.each([
    ['lsit', 'list'],
    ['LIST', 'list'],
    ['lists', 'list'],
    ['verfiy', 'verify'],
    ['vrify', 'verify'],
    ['dcode', 'decode'],
  ])('to %s is %s', (text, nearest) => {
    expect(nearestText(text, ['list', 'verify', 'decode'])).toBe(nearest);
  });

  it('takes two letters in each other’s place for one edit, so that it beats two', () => {
    expect(nearestText('amiln', ['amibb', 'amlin'])).toBe('amlin');
  });

  it.each(['', 'x', 'lock', 'listing-all', 'v'.repeat(100_000)])('to a text like %.12s is none', (text) => {
    expect(nearestText(text, ['list', 'verify', 'decode'])).toBeUndefined();
  });

  it('is looked for at once, however long the text is', { timeout: 3000 }, () => {
    const names = Array.from({ length: 1000 }, (_, index) => `loginname${index}`);
    expect(nearestText('loginname'.repeat(20_000), names)).toBeUndefined();
  });
});
