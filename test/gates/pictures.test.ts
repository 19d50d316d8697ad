import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/domain/instant.ts';
import { expectGenerated, repository } from '../support/generated-file.ts';
import { hostileText } from '../support/hostile-text.ts';
import { exampleFolder } from '../support/store-folder.ts';
import { pictureOf } from '../support/terminal-picture.ts';
import { keys } from '../support/terminal-run.ts';
import { screenOf } from '../support/terminal-screen.ts';
import { playSession, type SessionStep } from '../support/terminal-session.ts';

/** A picture of what the built program shows in the folder of the example store. */
interface Scene extends SessionStep {
  readonly title: string;
  /** What happens before, out of sight. */
  readonly before?: readonly string[];
  /** The last that it shows of what was sent: what a question looked like before its answer took its place. */
  readonly until?: string;
}

const secret = 'example-secret-of-the-readme-not-for-use-0001';

/** By file name in docs/pictures/. */
const scenes: Readonly<Record<string, Scene>> = {
  list: { title: 'The list of configurations', command: 'jwtadm list' },
  create: {
    title: 'A configuration is created: a question for each field, the form, Submit',
    command: 'jwtadm create',
    answers: [
      ['Enable', `y${keys.enter}`],
      ['Name', `HR${keys.enter}`],
      ['Token Name', keys.enter],
      ['Signature Algorithm', keys.enter],
      ['Secret Key', keys.enter],
      ['The secret', `a-secret-that-the-picture-must-not-show${keys.enter}`],
      ['Expiration Time', `8h${keys.enter}`],
      ['Username Field', `user.login${keys.enter}`],
      ['Name Field', keys.enter],
      ['Email Field', `user.email${keys.enter}`],
      ['User Type', keys.enter],
      ['Initialization Role', `${keys.space}${keys.enter}`],
      ['Further roles', keys.enter],
      ['Issuer', keys.enter],
      ['Audience', keys.enter],
      ['Clock tolerance', keys.enter],
      ['Create it?', keys.enter],
    ],
  },
  menu: {
    title: 'jwtadm alone: the list, and what can be done with it',
    command: 'jwtadm',
    answers: [['What next?', `Quit${keys.enter}`]],
    until: 'select',
  },
  'verify-accepted': {
    title: 'A token that logs in, as whom, and how long it lives',
    command: 'jwtadm verify ERP --token-file examples/erp-alice.jwt',
  },
  'verify-rejected': {
    title: 'A token that does not log in: what is wrong, why, and what fixes it',
    command: 'jwtadm verify ERP --token-file examples/erp-bob.jwt',
  },
  check: {
    title: 'The audit of all configurations',
    before: ['export ERP_JWT_SECRET=changeme'],
    command: 'jwtadm check',
  },
  history: {
    title: 'Who changed which configuration, when and how',
    before: [
      at('2026-02-26T08:14:05Z', 'jwtadm enable CRM'),
      at('2026-02-27T15:31:40Z', 'jwtadm edit CRM --expiration-time 30m --role "Power User"'),
      at('2026-03-01T11:02:17Z', 'JWTADM_USER=carla jwtadm delete Portal --yes'),
    ],
    command: 'jwtadm history',
  },
};

/** A command that is given at another moment. */
function at(moment: string, command: string): string {
  return `MOMENT=${parseInstant(moment)} ${command}`;
}

/** The picture of a scene: the command as it was typed, and what came of it. */
async function paint({ title, before = [], until = '', ...step }: Scene): Promise<string> {
  const steps = [...before.map((command) => ({ command })), step];
  const env = { JWTADM_CONFIG: 'config.example.json', ERP_JWT_SECRET: secret };
  const outputs = await playSession(steps, { folder: exampleFolder(), env });
  const output = outputs.at(-1) ?? '';
  const shown = until === '' ? output : output.slice(0, output.indexOf(until) + until.length);
  return pictureOf(await screenOf(`\u{1b}[2m$\u{1b}[22m ${step.command}\r\n${shown}`), title);
}

describe('the pictures of the documents', () => {
  it.each(Object.entries(scenes))(
    'show what the built program shows: %s',
    async (name, scene) => {
      expectGenerated(`docs/pictures/${name}.svg`, await paint(scene));
    },
    60_000,
  );

  it('are those of the scenes, and no others', () => {
    const files = Object.keys(scenes).map((name) => `${name}.svg`);
    expect(readdirSync(new URL('docs/pictures/', repository)).sort()).toEqual(files.sort());
  });
});

describe('a picture', () => {
  const draw = async (output: string) => pictureOf(await screenOf(output), 'a picture');

  it('gives each chunk of text the columns that it has on the terminal', async () => {
    const picture = await draw('漢e\u{301} a  b c✓');
    const texts = picture.matchAll(/<text x="(.+?)" .*? textLength="(.+?)".*>(.+)</g);
    expect([...texts].map(([, x, length, text]) => [x, length, text])).toEqual([
      ['16', '16.8', '漢'],
      ['32.8', '8.4', 'e\u{301}'],
      ['49.6', '8.4', 'a'],
      ['74.8', '25.2', 'b c'],
      ['100', '8.4', '✓'],
    ]);
  });

  it('shows colours, bold and dim', async () => {
    const picture = await draw('\u{1b}[1;31mred\u{1b}[0m \u{1b}[2mdim');
    expect(picture).toMatch(/fill="#ff7b72" font-weight="bold">red</);
    expect(picture).toMatch(/fill="#e6edf3" opacity="0.65">dim</);
  });

  it('refuses what it cannot show', async () => {
    await expect(draw('\u{1b}[7minverse')).rejects.toThrow('only the sixteen colours, bold and dim');
  });

  it('draws the lines of tables, so that they join', async () => {
    const picture = await draw('┌──┐\r\n└──┘');
    expect(picture).toContain(' d="M20.2 25H24.4M20.2 25V34M24.4 25H41.2M41.2 25H45.4M45.4 25V34M20.2');
    expect(picture).not.toContain('<text');
  });

  it('is one document that needs nothing else, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const cell = { text, columns: 1, color: undefined, isBold: false, isDim: false };
        const picture = pictureOf([{ cells: [cell], isContinued: false }], text);
        const content = picture.replaceAll(
          /^<(?:svg|rect|g|path) [^<>]*>$|<\/?(?:title|text|g|svg)\b[^<>]*>/gm,
          '',
        );
        expect(content).not.toMatch(/[<>]/);
        expect(breaksXml(picture)).toBe(false);
      }),
    );
  });

  it('keeps every word', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[!-~]{1,9}(?: {1,3}[!-~]{1,9}){0,4}$/), async (line) => {
        const words = [...(await draw(line)).matchAll(/<text.*?>(.*)<\/text>/g)].map(([, text = '']) => text);
        const read = words.join(' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(read).toBe(line.replaceAll(/ +/g, ' '));
      }),
    );
  });
});

/** Whether a text has a character that XML 1.0 §2.2 does not allow. */
function breaksXml(text: string): boolean {
  return /[^\t\n\r -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text);
}
