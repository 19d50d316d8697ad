import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CompletingShell,
  type CompletingShellName,
  isInstalled,
  startShell,
} from '../support/completing-shell.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const evil = `$(touch pwned)\`touch pwned\`'"; touch pwned; ~ * \\:&|!#{a,b}`;
const evilInQuotes = 'a:b\\c &| $(touch pwned) `touch pwned` "; touch pwned; "';

const files = {
  'jwtadm.json': storeOf(erp, { ...crm, name: 'My One' }, { ...crm, name: 'My Two' }),
  'roles.json': storeOf({ ...erp, initializationRoles: [evil, evilInQuotes] }),
  'broken.json': '{',
  'erp token.jwt': '',
};

const tab = '\t';
const killLine = '\u{15}';

// What is completed is told by the tests of completeLine; these are about what differs from shell to shell.
describe.each<CompletingShellName>(['bash', 'zsh', 'fish'])('in %s', (shell) => {
  const isThere = isInstalled(shell);

  describe.skipIf(!isThere)(isThere ? 'the key for completion' : 'nothing: it is not installed here', () => {
    let driven: CompletingShell;
    beforeAll(async () => {
      driven = await startShell(shell, files);
    });
    afterAll(() => driven.close());

    it.each([
      ['a command', `jwtadm hist${tab}`, ['history']],
      ['a choice in the same word', `jwtadm list --sort=modi${tab}`, ['list', '--sort=modified']],
      ['a name with a blank', `jwtadm show My\\ O${tab}`, ['show', 'My One']],
      ['a name in quotes', `jwtadm show "My T${tab}--json`, ['show', 'My Two', '--json']],
      ['what names have in common', `jwtadm show M${tab}`, ['show', 'My ']],
      [
        'a file',
        `jwtadm verify ERP --token-file er${tab}`,
        ['verify', 'ERP', '--token-file', 'erp token.jwt'],
      ],
      ['a file in the same word', `jwtadm --config=rol${tab}list`, ['--config=roles.json', 'list']],
      [
        'a file behind file:',
        `jwtadm edit ERP --secret-ref file:rol${tab}`,
        ['edit', 'ERP', '--secret-ref', 'file:roles.json'],
      ],
      [
        'nothing of a broken store',
        `jwtadm --config broken.json show E${tab}`,
        ['--config', 'broken.json', 'show', 'E'],
      ],
    ])('completes %s', async (_what, keys, words) => {
      expect(await driven.enter(keys)).toEqual(words);
    });

    it.each([
      ['a hostile role', '\\$', evil],
      ['another one in quotes', "'a", evilInQuotes],
    ])('completes %s, and runs nothing of it', async (_what, typed, role) => {
      const words = await driven.enter(`jwtadm --config roles.json create --role ${typed}${tab}`);
      expect(words).toEqual(['--config', 'roles.json', 'create', '--role', role]);
      expect(existsSync(join(driven.folder, 'pwned'))).toBe(false);
    });

    it('runs nothing that was typed before it', async () => {
      const command = shell === 'fish' ? '(touch pwned)' : '$(touch pwned)';
      const words = await driven.enter(`jwtadm create ${command} --role ${tab}${killLine}jwtadm list`);
      expect(words).toEqual(['list']);
      expect(existsSync(join(driven.folder, 'pwned'))).toBe(false);
    });

    it('shows no error and no secret', () => {
      expect(driven.shown()).not.toMatch(new RegExp(`error|warning|not found|${SECRET}`, 'i'));
    });
  });
});
