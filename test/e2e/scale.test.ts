import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programInShell } from '../support/built-program.ts';
import { healthyClaims, mint } from '../support/mint-token.ts';
import { newFolder, put } from '../support/store-folder.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const page = readFileSync(new URL('../../docs/scale.md', import.meta.url), 'utf8');

/** The first block of that language in the page. */
function blockIn(language: string): string {
  const block = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1];
  if (block === undefined) throw new Error(`the page has no ${language}`);
  return block;
}

const now = Math.floor(Date.now() / 1000);
const claims = { ...healthyClaims, iss: erp.issuer, aud: erp.audience, iat: now, nbf: now, exp: now + 3600 };
const good = mint({ key: SECRET, claims });
const tokens = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? `${good}x` : good));
const verdicts = tokens.map((token) => token === good);

/** A folder that has a store and, on its path, the built program as `jwtadm`. */
function newPlace() {
  const folder = newFolder();
  put(join(folder, 'jwtadm.json'), storeOf(erp));
  const file = put(join(folder, 'jwtadm'), `#!/bin/sh\nexec ${programInShell} "$@"\n`);
  chmodSync(file, 0o755);
  return { cwd: folder, env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder } };
}

function acceptedIn(lines: string): boolean[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { accepted: boolean }).accepted);
}

describe('the page about scale', () => {
  it('has a command that answers every partition of a larger pipeline, line for line', () => {
    const command = /pipe\("(.*)"\)/.exec(blockIn('python'))?.[1] ?? '';
    const place = newPlace();
    const answers = [tokens.slice(0, 10), tokens.slice(10, 11), tokens.slice(11)].flatMap((partition) => {
      const input = `${partition.join('\n')}\n`;
      const { stdout, stderr } = spawnSync('sh', ['-c', command], { ...place, input, encoding: 'utf8' });
      expect(stderr).toBe('');
      return acceptedIn(stdout);
    });
    expect(answers).toEqual(verdicts);
  });

  it('has a consumer of a queue that gets an answer before it sends the next token', () => {
    const place = newPlace();
    const script = `
      import { spawn } from 'node:child_process';
      import { createInterface } from 'node:readline';
      const tokens = ${JSON.stringify(tokens)};
      const pending = [];
      const send = () => {
        const token = tokens.shift();
        if (token === undefined) return jwtadm.stdin.end();
        pending.push(token);
        jwtadm.stdin.write(token + '\\n');
      };
      const settle = (token, { accepted }) => {
        console.log(JSON.stringify({ token, accepted }));
        send();
      };
      setImmediate(send);
      ${blockIn('js')}`;
    const argv = ['--input-type=module', '--eval', script];
    const { stdout, stderr } = spawnSync(process.execPath, argv, { ...place, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(acceptedIn(stdout)).toEqual(verdicts);
  });
});
