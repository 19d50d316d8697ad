import { type Command, Option } from 'commander';
import { signatureAlgorithms } from '../../domain/algorithm.ts';
import {
  configurationDefaults,
  type FieldChanges,
  type FieldName,
  fieldFault,
  userTypes,
} from '../../domain/configuration.ts';
import { parseDuration } from '../../domain/duration.ts';
import { choosing } from '../line/choosing.ts';
import { withSuggestion } from '../line/did-you-mean.ts';

/** The field flags of create and edit as they were typed. */
export interface FieldFlags {
  readonly tokenName?: string;
  readonly expirationTime?: string;
  readonly usernameField?: string;
  readonly nameField?: string;
  readonly emailField?: string;
  readonly signatureAlgorithm?: string;
  readonly algorithm?: string;
  readonly userType?: string;
  readonly initializationRole?: string[];
  readonly role?: string[];
  readonly enabled?: boolean;
  readonly disabled?: boolean;
  readonly issuer?: string;
  readonly audience?: string[];
  readonly clockTolerance?: string;
  readonly creator?: string;
}

/** What was read from flags: the fields they set, and what is wrong with the rest. */
export interface FieldResult {
  readonly fields: FieldChanges;
  /** One phrase a flag that is not right, beginning with the flag; never with its value. */
  readonly faults: readonly string[];
}

/** Declares the flags that set a configuration's fields, with or without the defaults in their help. */
export function declareFieldFlags(command: Command, told: 'with defaults' | 'without defaults'): void {
  const usual = (text: string | number) => (told === 'with defaults' ? ` (default: ${text})` : '');
  const { tokenName, expirationTime, signatureAlgorithm } = configurationDefaults;
  command
    .option(
      '--token-name <name>',
      `parameter, header, cookie or form field that carries the token${usual(tokenName)}`,
    )
    .option(
      '--expiration-time <seconds>',
      `validity of a token, in seconds or as 24h${usual(expirationTime)}`,
    )
    .option('--username-field <claim>', 'claim that holds the login name')
    .option('--name-field <claim>', 'claim that holds the full name')
    .option('--email-field <claim>', 'claim that holds the e-mail address')
    .addOption(
      choosing(
        '--signature-algorithm <name>',
        `the one algorithm accepted: ${signatureAlgorithms.join(', ')}${usual(signatureAlgorithm)}`,
        signatureAlgorithms,
      ),
    )
    .addOption(choosing('--algorithm <name>', 'the same as --signature-algorithm', signatureAlgorithms))
    .addOption(
      choosing(
        '--user-type <type>',
        `type of the user a first login creates: ${userTypes.join(', ')}`,
        userTypes,
      ),
    )
    .addOption(repeatable('--initialization-role <role>', 'role given on the first login; repeatable'))
    .addOption(repeatable('--role <role>', 'the same as --initialization-role'))
    .option('--enabled', 'accept tokens under this configuration')
    .option('--disabled', `accept no tokens under it${told === 'with defaults' ? ' (default)' : ''}`)
    .option('--issuer <text>', 'the iss claim must be exactly this')
    .addOption(repeatable('--audience <text>', 'the aud claim must name one of these; repeatable'))
    .option('--clock-tolerance <seconds>', 'by how much clocks may differ, in seconds or as 2m')
    .option('--creator <name>', `who created it${usual('$JWTADM_USER, then the system user')}`);
}

/** An option that may be given several times, perhaps with one of a few words; its values are kept in order. */
export function repeatable(flags: string, description: string, choices?: readonly string[]): Option {
  const option = choices ? choosing(flags, description, choices) : new Option(flags, description);
  return option.argParser<string[] | undefined>((value, earlier) => [...(earlier ?? []), value]);
}

/** Reads the field flags and collects every fault, so that all are reported at once. */
export function readFieldFlags(flags: FieldFlags): FieldResult {
  const faults: string[] = [];
  const fields: FieldChanges = {};
  const read = (flag: string, field: FieldName, value: unknown, choices: readonly string[] = []) => {
    if (value === undefined) return;
    const fault = fieldFault(field, value);
    if (fault === undefined) Object.assign(fields, { [field]: value });
    else faults.push(withSuggestion(`${flag} ${fault}`, value, choices));
  };
  const readSeconds = (flag: string, field: FieldName, text: string | undefined) => {
    if (text === undefined) return;
    const seconds = parseDuration(text);
    if (seconds === undefined) faults.push(`${flag} must be a number of seconds, or a duration such as 24h`);
    else read(flag, field, seconds);
  };
  const algorithm = pickAlias(faults, flags, 'signatureAlgorithm', 'algorithm');
  const roles = pickAlias(faults, flags, 'initializationRole', 'role');

  read('--token-name', 'tokenName', flags.tokenName);
  readSeconds('--expiration-time', 'expirationTime', flags.expirationTime);
  read('--username-field', 'usernameField', flags.usernameField);
  read('--name-field', 'nameField', flags.nameField);
  read('--email-field', 'emailField', flags.emailField);
  read('--signature-algorithm', 'signatureAlgorithm', algorithm, signatureAlgorithms);
  read('--user-type', 'userType', flags.userType, userTypes);
  read('--initialization-role', 'initializationRoles', roles && [...new Set(roles)]);
  read('--issuer', 'issuer', flags.issuer);
  read('--audience', 'audience', flags.audience && [...new Set(flags.audience)]);
  readSeconds('--clock-tolerance', 'clockTolerance', flags.clockTolerance);
  read('--creator', 'creator', flags.creator);
  if (flags.enabled && flags.disabled) faults.push('--enabled and --disabled exclude each other');
  else if (flags.enabled || flags.disabled) fields.enabled = flags.enabled === true;
  return { fields, faults };
}

/** The value under either spelling of one option; both at once is a fault. */
function pickAlias<K extends 'signatureAlgorithm' | 'algorithm' | 'initializationRole' | 'role'>(
  faults: string[],
  flags: FieldFlags,
  name: K,
  alias: K,
): FieldFlags[K] {
  if (flags[name] !== undefined && flags[alias] !== undefined) {
    faults.push(`${flagOf(name)} and ${flagOf(alias)} are the same option: give one of them`);
  }
  return flags[name] ?? flags[alias];
}

/** The flag of an option's attribute name or of a field: `--clock-tolerance` of `clockTolerance`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
