import { describe, expect, it } from 'vitest';
import { suggested, suggestedIn } from '../../../src/domain/suggested-command.ts';

const options = { config: 'my sso.json' };

describe('a suggested command', () => {
  it.each([
    ['jwtadm enable ERP', "jwtadm enable ERP --config 'my sso.json'"],
    [
      'jwtadm show CRM --reveal | jwtadm edit ERP --secret-stdin',
      "jwtadm show CRM --reveal --config 'my sso.json' | jwtadm edit ERP --secret-stdin --config 'my sso.json'",
    ],
    [
      "jwtadm edit ERP --username-field 'a | jwtadm b'",
      "jwtadm edit ERP --username-field 'a | jwtadm b' --config 'my sso.json'",
    ],
    [`jwtadm edit ERP --issuer 'it'\\''s'`, `jwtadm edit ERP --issuer 'it'\\''s' --config 'my sso.json'`],
    ['jwtadm edit --issuer x -- -ERP', "jwtadm edit --issuer x --config 'my sso.json' -- -ERP"],
  ])('names the store that was named: %s', (command, expected) => {
    expect(suggested(options, command)).toBe(expected);
  });

  it.each([
    "chmod 600 '/srv/jwtadm store.json'",
    'jwtadm help exit-codes',
    'jwtadm explain secret-is-base64',
    'jwtadm edit --help',
    'jwtadm --version',
    'jwtadm init --config other.json',
  ])('stays as it is where there is no store to name: %s', (command) => {
    expect(suggested(options, command)).toBe(command);
  });

  it('stays as it is where no store was named', () => {
    const command = "jwtadm edit ERP  --issuer 'a  b'";
    expect(suggested({ config: undefined }, command)).toBe(command);
  });
});

describe('suggestions in a text', () => {
  it('are what stands in backticks', () => {
    expect(suggestedIn({ config: 's.json' }, 'run `jwtadm list`, or jwtadm `jwtadm init --config a`')).toBe(
      'run `jwtadm list --config s.json`, or jwtadm `jwtadm init --config a`',
    );
  });
});
