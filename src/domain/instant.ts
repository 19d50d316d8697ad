/**
 * The only file that knows the calendar. Everywhere else a time is a number of seconds
 * since 1970-01-01T00:00:00Z, leap seconds ignored: the NumericDate of RFC 7519 §2.
 */
export type EpochSeconds = number;

/** The last second that an ISO 8601 date of four digits, and a JavaScript Date, can say. */
const LAST_SECOND = 253_402_300_799;

/** The time that the machine's clock shows. */
export function systemNow(): EpochSeconds {
  return Date.now() / 1000;
}

/** Whether a number of seconds falls between the years 0 and 9999, so that it can be shown. */
export function isCalendarSecond(seconds: number): boolean {
  return seconds >= -62_167_219_200 && seconds <= LAST_SECOND;
}

/** `2026-11-23T18:00:00.000Z`. Expects a calendar second. */
export function toIso(seconds: EpochSeconds): string {
  return millisecondsToIso(Math.floor(seconds * 1000));
}

/** The same of whole milliseconds since then, as other systems count, which seconds would round. */
export function millisecondsToIso(milliseconds: number): string {
  const day = Math.floor(milliseconds / 86_400_000);
  const inDay = milliseconds - day * 86_400_000;
  const inMinute = inDay % 60_000;
  const hours = padded(Math.floor(inDay / 3_600_000));
  const minutes = padded(Math.floor(inDay / 60_000) % 60);
  const time = `${hours}:${minutes}:${padded(Math.floor(inMinute / 1000))}.${padded(inMinute % 1000, 3)}`;
  return `${dayText(day)}T${time}Z`;
}

/** The last formatted day, counted from 1970: times that are shown together mostly fall on a few days. */
let written = { day: 0, text: '1970-01-01' };

function dayText(day: number): string {
  if (written.day === day) return written.text;
  const date = new Date(day * 86_400_000);
  // Not by toISOString, whose first call loads the machine's time zone, which is slow.
  const text = `${padded(date.getUTCFullYear(), 4)}-${padded(date.getUTCMonth() + 1)}-${padded(date.getUTCDate())}`;
  written = { day, text };
  return text;
}

/** `2026-11-23T18:00:00Z` for people; a time beyond the calendar as its number of seconds. */
export function toIsoSeconds(seconds: EpochSeconds): string {
  return isCalendarSecond(seconds) ? `${toIso(seconds).slice(0, 19)}Z` : `second ${seconds}`;
}

/** `2026-11-23 18:00:00` in the machine's time zone, as the settings page shows it. */
export function toLocalText(seconds: EpochSeconds): string {
  const date = new Date(seconds * 1000);
  const day = `${padded(date.getFullYear(), 4)}-${padded(date.getMonth() + 1)}-${padded(date.getDate())}`;
  return `${day} ${padded(date.getHours())}:${padded(date.getMinutes())}:${padded(date.getSeconds())}`;
}

/** The whole milliseconds of a time (ISO 8601); undefined when the text is not a time. */
export function isoToMilliseconds(text: string): number | undefined {
  const seconds = parseInstant(text);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/** Created once: padding a number takes longer than the rest of formatting a time. */
const pairs = Array.from({ length: 100 }, (_, part) => String(part).padStart(2, '0'));

function padded(part: number, digits = 2): string {
  return (digits === 2 && pairs[part]) || String(part).padStart(digits, '0');
}

const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})([.,]\d{1,9})?)?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A time from text: epoch seconds (`1773969390`) or ISO 8601 (`2026-03-20T01:16:30Z`,
 * `2026-03-20`). Without an offset the time is UTC. Undefined when it is neither, or names a
 * day or an hour that does not exist.
 */
export function parseInstant(text: string): EpochSeconds | undefined {
  if (/^-?\d{1,12}(?:\.\d{1,9})?$/.test(text)) {
    const seconds = Number(text);
    return isCalendarSecond(seconds) ? seconds : undefined;
  }
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = match;
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Date.parse turns the 30th of February into a day of March.
  if (Number.isNaN(wall) || (Number(day) > 28 && new Date(wall).getUTCDate() !== Number(day)))
    return undefined;
  const offset = offsetSeconds(match[8] ?? 'Z');
  if (offset === undefined) return undefined;
  return wall / 1000 + Number((match[7] ?? '0').replace(',', '.')) - offset;
}

/** A time from JSON: text as {@link parseInstant} reads it, or a number of epoch seconds. */
export function readMoment(value: unknown): EpochSeconds | undefined {
  if (typeof value === 'string') return parseInstant(value);
  return typeof value === 'number' && isCalendarSecond(value) ? value : undefined;
}

function offsetSeconds(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}
