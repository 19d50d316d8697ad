const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/**
 * A number of seconds from text: `86400`, `24h`, `1h30m`, `7d` (units w, d, h, m, s, largest
 * first). Undefined when the text is something else.
 */
export function parseDuration(text: string): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const match = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/i.exec(text);
  if (!match || text === '') return undefined;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return (
    Number(weeks) * unitSeconds.w +
    Number(days) * unitSeconds.d +
    Number(hours) * unitSeconds.h +
    Number(minutes) * unitSeconds.m +
    Number(seconds)
  );
}

/** A length of time for people, in its two largest units: `2 days 3 h`, `24 h`, `45 s`. */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return twoUnits(whole, 60, 'min', 1, 's');
  if (whole <= 172_800) return twoUnits(whole, 3600, 'h', 60, 'min');
  if (whole < 86_400 * 800) return twoUnits(whole, 86_400, 'days', 3600, 'h');
  return `${Math.round(whole / (86_400 * 365.25))} years`;
}

function twoUnits(whole: number, large: number, largeName: string, small: number, smallName: string): string {
  const count = Math.floor(whole / large);
  const rest = Math.floor((whole % large) / small);
  // Beyond ten of the larger unit the smaller one says nothing more.
  return rest === 0 || count >= 10 ? `${count} ${largeName}` : `${count} ${largeName} ${rest} ${smallName}`;
}
