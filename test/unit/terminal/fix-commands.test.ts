import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import type { FixStep } from '../../../src/domain/fix.ts';
import { findingWithCommands, fixCommand } from '../../../src/terminal/fix-commands.ts';
import { base64Finding } from '../../support/samples.ts';

const configuration = 'ERP';

describe('the command of a fix', () => {
  it.each<[command: string, step: FixStep]>([
    [
      'jwtadm edit ERP --expiration-time 60 --secret-encoding base64',
      { kind: 'edit', configuration, change: { fields: { expirationTime: 60 }, encoding: 'base64' } },
    ],
    ['jwtadm edit ERP --issuer=-x', { kind: 'edit', configuration, change: { fields: { issuer: '-x' } } }],
    [
      'jwtadm edit --secret-encoding hex -- -ERP',
      { kind: 'edit', configuration: '-ERP', change: { encoding: 'hex' } },
    ],
    [
      'jwtadm edit ERP --issuer ISSUER --audience AUDIENCE',
      { kind: 'set', configuration, fields: ['issuer', 'audience'] },
    ],
    ['jwtadm edit ERP --unset previous-secret', { kind: 'unset', configuration, field: 'previousSecret' }],
    ['jwtadm edit ERP --generate-secret', { kind: 'replace-secret', configuration, by: 'generated secret' }],
    ['jwtadm edit ERP --secret-stdin', { kind: 'replace-secret', configuration, by: 'typed secret' }],
    ['jwtadm edit ERP --secret-file KEY_FILE', { kind: 'replace-secret', configuration, by: 'key file' }],
    [
      'jwtadm edit ERP --secret-file PUBLIC_KEY_FILE',
      { kind: 'replace-secret', configuration, by: 'public key file' },
    ],
    ["jwtadm enable 'my ERP'", { kind: 'enable', configuration: 'my ERP' }],
    ['jwtadm verify -- -ERP', { kind: 'verify', configuration: '-ERP' }],
    ['jwtadm encrypt', { kind: 'encrypt' }],
    ['chmod 600 /srv/s.json', { kind: 'protect-file', path: '/srv/s.json', from: 'everyone else' }],
    ["chmod go-w '/srv/a b'", { kind: 'protect-file', path: '/srv/a b', from: 'writing by others' }],
    ['openssl rand -hex 32', { kind: 'command', command: 'openssl rand -hex 32' }],
  ])('is `%s`', (command, step) => {
    expect(fixCommand(step)).toBe(command);
  });
});

describe('the commands of findings', () => {
  it('name the store that was named, and nothing else changes', () => {
    const { commands, ...facts } = base64Finding;
    const fixes: FixStep[] = [{ kind: 'edit', configuration, change: { encoding: 'base64' } }];
    const finding: Finding = { ...facts, fixes };
    expect(findingWithCommands(finding, { config: undefined })).toEqual({ ...facts, commands });
    expect(findingWithCommands(finding, { config: 's.json' })).toEqual({
      ...facts,
      commands: ['jwtadm edit ERP --secret-encoding base64 --config s.json'],
    });
  });
});
