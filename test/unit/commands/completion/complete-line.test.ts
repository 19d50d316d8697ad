import { describe, expect, it } from 'vitest';
import { completeLine, type FindValues } from '../../../../src/commands/completion/complete-line.ts';
import { auditCodes } from '../../../../src/diagnosis/audit-code.ts';
import { diagnosisCodes } from '../../../../src/diagnosis/diagnosis-code.ts';
import { signatureAlgorithms } from '../../../../src/domain/algorithm.ts';
import { commandTree } from '../../../support/command-tree.ts';

const program = await commandTree();

const found: Readonly<Record<string, readonly string[]>> = {
  configurations: ['ERP', 'My One', '--yes', 'a\u{202e}b'],
  generations: ['7', '8'],
  roles: ['Author', '$(touch x)', 'a\nb'],
  variables: ['HOME', 'TOKEN'],
};
const find: FindValues = async (kind) => (found[kind] ?? []).map((text) => ({ text, about: '' }));

/** What a line can go on with; its words stand between single blanks, and the last is the unfinished one. */
async function offered(line: string): Promise<string[]> {
  const { offers } = await completeLine(program, line.split(' ').slice(1), find);
  return offers.map(({ text }) => text);
}

describe('a half-typed line', () => {
  it('goes on with the commands that help lists, and what they do', async () => {
    const { offers } = await completeLine(program, [''], find);
    const commands = program.commands.map((each) => each.name()).filter((name) => name !== '__complete');
    expect(offers.map(({ text }) => text)).toEqual(commands);
    expect(offers.every(({ about }) => about !== '')).toBe(true);
  });

  it.each([
    ['jwtadm show ', ['ERP', 'My One']],
    ['jwtadm --quiet --config x show E', ['ERP', 'My One']],
    ['jwtadm rm ', ['ERP', 'My One']],
    ['jwtadm enable ERP ', ['My One']],
    ['jwtadm delete -- ', ['ERP', 'My One', '--yes']],
    ['jwtadm verify --token-file x ', ['ERP', 'My One']],
    ['jwtadm verify ERP ', []],
    ['jwtadm restore ', ['7', '8']],
    ['jwtadm create ', []],
    ['jwtadm create ERP --role ', ['Author', '$(touch x)']],
    ['jwtadm edit ERP --initialization-role=', ['Author', '$(touch x)']],
    ['jwtadm verify ERP --token-env ', ['HOME', 'TOKEN']],
    ['jwtadm edit ERP --secret-env=T', ['HOME', 'TOKEN']],
    ['jwtadm list -o ', ['table', 'json', 'csv', 'yaml']],
    ['jwtadm list -qo ', ['table', 'json', 'csv', 'yaml']],
    ['jwtadm show ERP --output=', ['text', 'json']],
    ['jwtadm list --sort ', ['name', 'modified', 'creator']],
    ['jwtadm --color ', ['auto', 'always', 'never']],
    ['jwtadm create --algorithm ', [...signatureAlgorithms]],
    ['jwtadm edit ERP --signature-algorithm ', [...signatureAlgorithms]],
    ['jwtadm create --user-type ', ['Reader', 'Creator', 'Administrator']],
    ['jwtadm create --secret-encoding ', ['utf8', 'base64', 'base64url', 'hex']],
    ['jwtadm explain ', [...diagnosisCodes, ...auditCodes]],
    ['jwtadm generate ERP --broken ', [...diagnosisCodes]],
    ['jwtadm completion ', ['bash', 'zsh', 'fish', 'powershell']],
    ['jwtadm create --secret-ref ', ['env:', 'file:']],
    ['jwtadm create --secret-ref env:', ['HOME', 'TOKEN']],
    ['jwtadm create --issuer ', []],
    ['jwtadm create --secret-ref env:X -- --', []],
  ])('%j goes on with %j', async (line, texts) => {
    expect(await offered(line)).toEqual(texts);
  });

  it('goes on with the fields that --unset takes', async () => {
    expect(await offered('jwtadm edit ERP --unset ')).toContain('clockTolerance');
  });

  it('goes on with commands and topics behind help', async () => {
    const texts = await offered('jwtadm help ');
    expect(texts).toContain('verify');
    expect(texts).toContain('exit-codes');
  });

  it.each(['jwtadm -', 'jwtadm list -', 'jwtadm list ', 'jwtadm show ERP '])(
    '%j goes on with flags, the global ones too, and what they do',
    async (line) => {
      const { offers } = await completeLine(program, line.split(' ').slice(1), find);
      expect(offers).toContainEqual({ text: '--quiet', about: expect.stringMatching(/./) });
      expect(offers.map(({ text }) => text)).toContain('--help');
    },
  );

  it.each([
    'jwtadm shwo ',
    'jwtadm show --frobnicate ',
    'jwtadm list --json=',
    'jwtadm list --frobnicate=',
    'jwtadm __complete zsh ',
  ])('%j goes on with nothing, because it is wrong or not for people', async (line) => {
    expect(await completeLine(program, line.split(' ').slice(1), find)).toMatchObject({
      offers: [],
      isFile: false,
    });
  });

  it.each([
    ['jwtadm --config ', ''],
    ['jwtadm list --config=a', '--config='],
    ['jwtadm verify ERP --token-file a', ''],
    ['jwtadm create --secret-file ', ''],
    ['jwtadm generate ERP --private-key-file ', ''],
    ['jwtadm create --secret-ref file:a', 'file:'],
    ['jwtadm create --secret-ref=file:a', '--secret-ref=file:'],
  ])('%j goes on with a file behind %j', async (line, kept) => {
    expect(await completeLine(program, line.split(' ').slice(1), find)).toEqual({
      kept,
      offers: [],
      isPart: false,
      isFile: true,
    });
  });

  it('keeps what stands before a value in the same word', async () => {
    expect(await completeLine(program, ['create', '--algorithm=E'], find)).toMatchObject({
      kept: '--algorithm=',
    });
    expect(await completeLine(program, ['create', '--secret-ref=env:T'], find)).toMatchObject({
      kept: '--secret-ref=env:',
      isPart: false,
    });
    expect(await completeLine(program, ['create', '--secret-ref='], find)).toMatchObject({
      kept: '--secret-ref=',
      isPart: true,
    });
  });
});
