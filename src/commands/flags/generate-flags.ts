import { auditCodes } from '../../diagnosis/audit-code.ts';
import { diagnosisCodes } from '../../diagnosis/diagnosis-code.ts';
import { parseDuration } from '../../domain/duration.ts';
import { type EpochSeconds, parseInstant } from '../../domain/instant.ts';
import { findInexactNumber, readJson } from '../../domain/json-text.ts';
import { MAX_LIFETIME_SECONDS } from '../../issuer/issue-login.ts';
import { didYouMean } from '../line/did-you-mean.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { refuseFaults } from '../output/notes.ts';

/** What `generate` was asked for. */
export interface GenerateOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly username: string | undefined;
  /** Further claims, in order; a later one replaces an earlier one and those that are made otherwise. */
  readonly claims: readonly (readonly [name: string, value: unknown])[];
  /** An hour, or Expiration Time where that is shorter, when undefined. */
  readonly lifetimeSeconds: number | undefined;
  /** The time of issue; now when undefined. */
  readonly at: EpochSeconds | undefined;
  /** What the login URL is made of; the bare token is printed when undefined. */
  readonly url: string | undefined;
  readonly privateKeyFile: string | undefined;
  /** Sign as an issuer does that has not changed to the new secret yet. */
  readonly usesPreviousSecret: boolean;
  /** The diagnosis code that the token is to give. */
  readonly broken: string | undefined;
  readonly isJson: boolean;
}

/** The flags of generate as they were typed. */
export interface GenerateFlags {
  readonly username?: string;
  readonly claim?: string[];
  readonly lifetime?: string;
  readonly at?: string;
  readonly url?: string;
  readonly privateKeyFile?: string;
  readonly previousSecret?: boolean;
  readonly broken?: string;
  readonly json?: boolean;
}

/** Reads the flags of generate; throws every fault at once as a usage Problem that quotes nothing. */
export function readGenerateFlags(flags: GenerateFlags): Omit<GenerateOptions, keyof GlobalOptions | 'name'> {
  const faults: string[] = [];
  const at = flags.at === undefined ? undefined : parseInstant(flags.at);
  if (flags.at !== undefined && at === undefined) {
    faults.push('--at must be a time: ISO 8601, such as 2026-03-01T12:00:00Z, or epoch seconds');
  }
  const nameFault = flags.username === undefined ? undefined : usernameFault(flags.username);
  if (nameFault !== undefined) faults.push(`--username ${nameFault}`);
  const options = {
    username: flags.username,
    claims: (flags.claim ?? []).flatMap((text, index) => readClaim(text, index + 1, faults)),
    lifetimeSeconds: readLifetime(flags.lifetime, faults),
    at,
    url: flags.url,
    privateKeyFile: flags.privateKeyFile,
    usesPreviousSecret: flags.previousSecret === true,
    broken: readCode(flags.broken, faults),
    isJson: flags.json === true,
  };
  refuseFaults(faults);
  return options;
}

function readClaim(text: string, place: number, faults: string[]): [string, unknown][] {
  const equals = text.indexOf('=');
  if (equals < 1) {
    faults.push(`--claim number ${place} must be NAME=VALUE`);
    return [];
  }
  const value = text.slice(equals + 1);
  const reading = readJson(value);
  if (reading.ok && findInexactNumber(value) !== undefined) {
    faults.push(`--claim number ${place} has a number that would be rounded; put it in quotes as text`);
    return [];
  }
  return [[text.slice(0, equals), reading.ok ? reading.value : value]];
}

function readLifetime(text: string | undefined, faults: string[]): number | undefined {
  if (text === undefined) return undefined;
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= 1 && seconds <= MAX_LIFETIME_SECONDS) return seconds;
  faults.push('--lifetime must be a number of seconds from 1 on, or a duration such as 1h');
  return undefined;
}

function readCode(code: string | undefined, faults: string[]): string | undefined {
  const codes = [...diagnosisCodes, ...auditCodes];
  if (code === undefined || codes.some((each) => each === code)) return code;
  const nearest = didYouMean(code, codes);
  const hint = nearest === undefined ? '`jwtadm explain` lists them' : `did you mean ${nearest}?`;
  faults.push(`--broken must be a diagnosis code; ${hint}`);
  return undefined;
}

/** Why a login name is impossible; undefined when it is possible. */
export function usernameFault(username: string): string | undefined {
  return username.trim() === '' ? 'must not be empty or blank' : undefined;
}
