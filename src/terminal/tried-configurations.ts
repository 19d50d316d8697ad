import type { FindingFacts } from '../domain/finding.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Verification } from '../domain/verification.ts';
import { shownClaim } from './shown.ts';
import type { Style } from './style.ts';
import { headedLines } from './wrap.ts';

/**
 * The verdicts of the enabled configurations on one token: how many accept it, then a line each with who
 * would log in or which errors block it. The report of the nearest one follows.
 */
export function renderTried(verifications: readonly Verification<FindingFacts>[], style: Style): string {
  const count = verifications.filter(({ accepted }) => accepted).length;
  const verdict = `Accepted by ${count === 0 ? 'none' : count} of ${verifications.length} enabled configurations`;
  const lines = verifications.flatMap((verification) => {
    const glyph = verification.accepted ? style.good(style.glyphs.passed) : style.bad(style.glyphs.failed);
    return headedLines(`  ${glyph}`, sentence(verification, style), style.width);
  });
  return `${[style.bold(verdict), ...lines].join('\n')}\n\n`;
}

function sentence(
  { accepted, user, configuration, diagnosis }: Verification<FindingFacts>,
  style: Style,
): string {
  const name = escapeUnprintable(configuration.name);
  if (accepted) return `${name} accepts it: it logs in as ${shownClaim(user?.username ?? '', style)}`;
  const codes = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return `${name} rejects it: ${codes.join(', ')}`;
}
