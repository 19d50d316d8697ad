import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { decodedTokenDocument, renderDecodedToken, undecodableText } from '../terminal/decoded-token.ts';
import { jsonDocument } from '../terminal/json.ts';
import { renderProblem } from '../terminal/problem.ts';
import { shownClaim } from '../terminal/shown.ts';
import { decodeAnyToken } from '../usecases/tokens/decode.ts';
import { askToken, readTokenText, type TokenSource } from './input/read-token.ts';
import { type GlobalOptions, readGlobalOptions } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { errorStyle, note, outputStyle } from './output/notes.ts';

/** What `decode` was asked for. */
export interface DecodeOptions extends GlobalOptions {
  readonly token: TokenSource;
  readonly isJson: boolean;
}

/** `jwtadm decode`: declares its options and help. */
export function decodeCommand(program: Program, context: Context, run = runDecode): void {
  program
    .command('decode')
    .argument('[token]', 'the token, or - for stdin')
    .description(
      'Show what a token says, without verifying it: header, claims, times. The token may be in a URL, an Authorization or Cookie line, a form or a JSON body, in any field.',
    )
    .option('--token-file <file>', 'read the token from a file')
    .option('--token-env <var>', 'read the token from an environment variable')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, EXIT_CODES))
    .action(async (token: string | undefined, flags: DecodeFlags, command) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        token: { argument: token, file: flags.tokenFile, variable: flags.tokenEnv },
        isJson: flags.json === true,
      });
    });
}

const examples = examplesText([
  ['A token from a file', 'jwtadm decode --token-file erp.jwt'],
  ['A login URL, straight from the clipboard', 'wl-paste | jwtadm decode'],
  ['One claim', 'jwtadm decode --token-file erp.jwt --json | jq -r .claims.sub'],
]);

const EXIT_CODES =
  'Exit codes: 0 decoded (which says nothing of its signature), 1 there is no JWT to decode, 2 usage error.';

interface DecodeFlags {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
  readonly json?: boolean;
}

/** Writes a token's content; exit code 1, and why on stderr, when the text holds no JWT. */
export async function runDecode(context: Context, options: DecodeOptions): Promise<ExitCode> {
  const text =
    readTokenText(context, options.token) ??
    (await askToken(context, options, 'jwtadm decode --token-file erp.jwt'));
  const now = context.now();
  const { token, trouble } = decodeAnyToken(text, now);
  if (trouble !== undefined) {
    const hint = 'a JWT is three parts of letters, digits, "-" and "_", with two dots between them';
    context.stderr.write(
      renderProblem({ message: undecodableText(trouble), hint }, errorStyle(context, options)),
    );
  } else if (token.carrier !== undefined) {
    const field =
      token.field === undefined
        ? ''
        : `the field ${shownClaim(token.field, errorStyle(context, options))} of `;
    note(context, options, `The token was taken from ${field}the ${token.carrier}.`);
  }
  if (options.isJson) context.stdout.write(jsonDocument(decodedTokenDocument(token)));
  else if (trouble === undefined) {
    context.stdout.write(renderDecodedToken(token, now, outputStyle(context, options)));
  }
  return trouble === undefined ? exitCodes.done : exitCodes.rejected;
}
