import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Verification } from '../domain/verification.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** What each configuration said to one token, a line each: who would log in, or which errors block it. */
export function renderTried(verifications: readonly Verification[], style: Style): string {
  const lines = verifications.flatMap((verification) => {
    const { accepted } = verification;
    const glyph = accepted ? style.good(style.glyphs.passed) : style.bad(style.glyphs.failed);
    return wrap(`${glyph} ${sentence(verification)}`, style.width, 2);
  });
  return `\n${style.bold('Enabled configurations')}\n${lines.join('\n')}\n`;
}

function sentence({ accepted, user, configuration, diagnosis }: Verification): string {
  const name = escapeUnprintable(configuration.name);
  if (accepted) return `${name} accepts it: logs in as ${escapeUnprintable(user?.username ?? '')}`;
  const codes = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return `${name} rejects it: ${codes.join(', ')}`;
}
