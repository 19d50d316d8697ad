import type { SignatureAlgorithm } from './algorithm.ts';
import type { FoundClaim, JsonObject } from './claim-path.ts';
import type { Configuration } from './configuration.ts';
import type { Stage } from './finding.ts';
import type { SecretReplacement } from './fix.ts';
import type { EpochSeconds } from './instant.ts';
import type { JsonFault } from './json-text.ts';
import type { KeyTextKind } from './key-text.ts';
import type { SigningSecret } from './previous-secret.ts';
import type { SecretEncoding } from './secret-key.ts';
import type { ForeignUse } from './token-type.ts';

/**
 * What examining a token under a configuration established, as plain facts, a stage at a time.
 * `jwt/` gathers it, `diagnosis/` explains it, and only the gate decides on it. A stage is
 * absent when what it needs could not be read.
 */
export type Evidence = {
  readonly config: ConfigEvidence;
  readonly token: TokenEvidence;
} & { readonly [S in Exclude<Stage, 'config' | 'token'>]: StageFacts[S] | undefined };

/**
 * The facts that each stage's checks may read: facts of their own stage and of the stages they build on.
 * A check of the token's form that reads a claim therefore does not compile.
 */
export interface StageFacts {
  readonly config: ConfigEvidence;
  readonly token: ConfigEvidence & TokenEvidence;
  readonly header: ConfigEvidence & HeaderEvidence;
  readonly key: ConfigEvidence & KeyEvidence & { readonly keyId?: KeyIdEvidence | undefined };
  readonly signature: ConfigEvidence & SignatureEvidence;
  readonly time: ConfigEvidence & TimeEvidence;
  readonly claims: ConfigEvidence & ClaimsEvidence;
  readonly mapping: ConfigEvidence & MappingEvidence;
}

export interface ConfigEvidence {
  readonly configuration: Configuration;
  readonly now: EpochSeconds;
  /** Who would log in if the configuration, which is not enabled, were. */
  readonly usernameOnceEnabled: string | undefined;
}

/** What carried the token, when it did not come bare. */
export type Carrier =
  | 'URL'
  | 'Authorization header'
  | 'Cookie header'
  | 'header'
  | 'form body'
  | 'JSON body'
  | 'HTTP message'
  | 'multipart body'
  | 'curl command'
  | 'fetch call'
  | 'PowerShell command'
  | 'source code'
  | 'HAR'
  | 'Postman export'
  | 'Kubernetes Secret'
  | 'markup'
  | 'table row'
  | 'log line';

/** Something around the token that does not belong to it and was taken off before reading on. */
export type Wrapping =
  | 'blanks'
  | 'quotes'
  | 'a second "Bearer"'
  | 'invisible characters'
  | 'punctuation'
  | 'a second value of the same field'
  | 'several requests with different tokens'
  | '"Bearer" in a field'
  | '"Bearer" in another header'
  | 'HTML escapes'
  | 'a byte order mark'
  | 'UTF-16'
  | 'line ends of quoted-printable'
  | 'quotation marks of a mail'
  | 'other text';

/** How a whole token was encoded one more time. */
export type TokenEncoding = 'base64' | 'base64url' | 'hex';

/** What a text looks like that is no JWT. */
export type Likeness =
  | 'a UUID'
  | 'hexadecimal, such as a session id or a hash'
  | 'a number'
  | 'a PEM document'
  | 'JSON'
  | 'XML, such as a SAML assertion'
  | 'HTTP Basic credentials'
  | 'a random identifier, such as a session id'
  | 'the name of a file';

/** Why the text is not one JWT in compact form, if it is not. */
export type TokenShape =
  | { readonly kind: 'compact' }
  | { readonly kind: 'empty'; readonly placeholder: string | undefined }
  | { readonly kind: 'too-large'; readonly sizeBytes: number }
  | { readonly kind: 'opaque'; readonly looksLike: Likeness | undefined }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'too-few-segments'; readonly count: number; readonly isElided: boolean }
  | { readonly kind: 'too-many-segments'; readonly count: number; readonly holdsTwoTokens: boolean };

/** A place in the token that base64url (RFC 4648 §5, without padding) does not allow. */
export interface AlphabetFault {
  readonly segment: 'header' | 'payload' | 'signature';
  /** The character, or undefined when the segment's length or its last character is at fault. */
  readonly character: string | undefined;
  /** Its place in the whole token, from 1. */
  readonly position: number;
  readonly kind: 'character' | 'padding' | 'length' | 'last character not canonical';
}

/** The bytes that are too few for a signature of the pinned algorithm. */
export interface ShortSignature {
  readonly actualBytes: number;
  readonly expectedBytes: number;
  /** True when the bytes are the beginning of the right MAC, eight bytes of it at least. */
  readonly isPrefixOfRightMac: boolean;
}

/** The characters before and behind the token in the text that was given. */
export interface Surroundings {
  readonly before: number;
  readonly behind: number;
}

export interface TokenEvidence {
  readonly carrier: Carrier | undefined;
  /** The field in which the carrier had a JWT, when it is not the one called Token Name. */
  readonly otherField: string | undefined;
  readonly wrappings: readonly Wrapping[];
  /** The number of blanks and line breaks inside the token. */
  readonly innerBlanks: number;
  /** The percent-encoded sequences in the token, such as `%2E`. */
  readonly percentSequences: readonly string[];
  /** The number of characters before and after the only token in a text that is not a carrier. */
  readonly surroundings: Surroundings | undefined;
  /** How the whole token was encoded, from the outermost encoding to the innermost; empty where it was not. */
  readonly encodings: readonly TokenEncoding[];
  readonly shape: TokenShape;
  readonly alphabetFaults: readonly AlphabetFault[];
  readonly shortSignature: ShortSignature | undefined;
  readonly isTheSecret: boolean;
  /** True when the token's form is invalid, but its signature is valid once the form is fixed. */
  readonly verifiesOnceFixed: boolean;
}

/** Why a segment is not a JSON object. */
export type PartFault = JsonFault | 'not UTF-8' | 'not a JSON object';

/** What the text of a segment is that should be a JSON object. */
export type MalformedJson =
  | 'base64-twice'
  | 'json-in-json'
  | 'single-quotes'
  | 'form-encoded'
  | 'xml'
  | 'compressed'
  | 'empty'
  | 'bom'
  | 'utf-16'
  | 'trailing-comma'
  | 'truncated'
  | 'not-an-object'
  | 'duplicate-name'
  | 'unknown';

/** A segment's JSON object, or why it could not be read. */
export type JsonPart =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly fault: PartFault; readonly looksLike: MalformedJson };

export interface HeaderEvidence {
  readonly header: JsonPart;
  /**
   * Whether the signature is right under the header's own algorithm, when that is not the pinned
   * one; undefined when this was not tried. Advice: it never accepts.
   */
  readonly verifiesUnderHeaderAlgorithm: boolean | undefined;
  /** What the payload says the token is for, where that is not a login. */
  readonly foreignUse: ForeignUse | undefined;
  /** Members whose values other servers refuse; `typ` has a code of its own. */
  readonly wrongTypes: readonly WrongType[];
  /** Whether the token is for Microsoft Graph alone: its signature proves it, or what it says of itself. */
  readonly graphToken: 'proved' | 'likely' | undefined;
}

/** A claim or header member whose value other servers refuse, and why they do. */
export interface WrongType {
  readonly name: string;
  /** What the value is, or what it holds. */
  readonly kind:
    | 'not text'
    | 'not text or a list of texts'
    | 'half a surrogate pair'
    | 'a number out of range';
  readonly value: unknown;
}

/** What is known of a usable key; the fingerprint is absent where the store has no key for it. */
export interface KeyFacts {
  readonly kind:
    | 'HMAC secret'
    | 'RSA public key'
    | 'EC public key'
    | 'Ed25519 public key'
    | 'Ed448 public key';
  readonly bits: number;
  readonly fingerprint: string | undefined;
}

/** The `kid` of the configured JWK and the token's, which differ. */
export interface KeyIdEvidence {
  readonly configured: string;
  readonly found: string;
  /** Whether the signature is wrong, and nothing shows that the configured key has made it. */
  readonly isOfOtherKey: boolean;
}

export type KeyEvidence = {
  /** Whether the secret is a well-known placeholder such as `changeme`. */
  readonly isPlaceholder: boolean;
  readonly holdsPrivateKey: boolean;
  /** Where the private half of the public key is printed for everybody; undefined for other keys. */
  readonly publishedIn?: string | undefined;
} & (
  | { readonly state: 'usable'; readonly facts: KeyFacts }
  | { readonly state: 'unavailable'; readonly reason: string }
  | {
      readonly state: 'unreadable';
      readonly reason: string;
      /** What to do about it, as an imperative clause. */
      readonly repair: string | undefined;
      readonly looksLike: KeyTextKind;
      /** Whether `create` and `edit` convert the text to a key that fits the algorithm. */
      readonly isRepairable: boolean;
    }
  | {
      readonly state: 'unfit';
      readonly found: string;
      readonly needed: string;
      readonly isSharedSecret: boolean;
      /** The algorithms that the key fits instead. */
      readonly fits?: readonly SignatureAlgorithm[];
    }
  /** The text of a key under an HMAC algorithm, in another form than well-formed PEM or JWK. */
  | { readonly state: 'key-as-secret'; readonly looksLike: KeyTextKind; readonly found: string }
  | { readonly state: 'weak'; readonly weakness: string; readonly facts: KeyFacts | undefined }
  /** A public key whose private half anyone can compute. */
  | { readonly state: 'forgeable'; readonly how: string; readonly facts: KeyFacts }
);

/** What may have happened to a secret's text between two systems, by the code that says so. */
export type SecretDamage =
  | 'secret-is-base64'
  | 'secret-is-not-base64'
  | 'secret-is-hex'
  | 'secret-is-not-hex'
  | 'secret-has-whitespace'
  | 'secret-was-quoted'
  | 'secret-was-expanded'
  | 'secret-has-invisible-characters'
  | 'secret-is-wrapped'
  | 'secret-was-cut';

/** Which bytes were the key of a signature. */
export type KeyExplanation =
  /** The configured key itself, or the one that it took the place of. */
  | { readonly kind: 'own' }
  | { readonly kind: 'previous' }
  /** The configured secret, turned into bytes in another way. */
  | {
      readonly kind: 'damaged';
      readonly damage: SecretDamage;
      /** What was done to the secret, every step of it, to follow on "with the secret". */
      readonly how: string;
      /** The encoding under which the stored text gives that key, if there is one. */
      readonly encoding: SecretEncoding | undefined;
      /** What to store where no encoding does; undefined for a key that must not be stored. */
      readonly replacement: SecretReplacement | undefined;
    }
  /** A text that anyone can guess; what it is, to follow on "signed with". */
  | { readonly kind: 'placeholder'; readonly what: string }
  | { readonly kind: 'public-key' }
  | {
      readonly kind: 'other-configuration';
      readonly name: string;
      readonly isEnabled: boolean;
      /** What was done to its secret, where it is not the key as it is. */
      readonly how: string | undefined;
    };

/** What was signed, where that is not header and payload as they were sent. */
export type SignedExplanation =
  | { readonly kind: 'as-sent' }
  /** `how` follows on "signs". */
  | { readonly kind: 'other-bytes'; readonly how: string }
  | { readonly kind: 'graph-nonce' }
  /** `how` follows on "the payload". */
  | { readonly kind: 'reserialised'; readonly how: string };

/** How the signature was written into the third part. */
export type FormExplanation =
  | { readonly kind: 'raw' }
  /** `how` follows on "is written". */
  | { readonly kind: 'wrongly-encoded'; readonly how: string }
  | { readonly kind: 'der' }
  /** `how` follows on "the signature". */
  | { readonly kind: 'not-padded'; readonly how: string }
  /** The beginning of the right MAC, eight bytes of it at least. */
  | { readonly kind: 'truncated' };

/**
 * What proves how a signature was made: an exact cryptographic match of a key, what it signed, how the
 * signature was written, and an algorithm. Advice on what to fix, never a reason to accept.
 */
export interface SignatureExplanation {
  readonly key: KeyExplanation;
  readonly signed: SignedExplanation;
  readonly form: FormExplanation;
  readonly algorithm: SignatureAlgorithm;
}

/** A configuration's previous secret, and until when it is accepted. */
export interface PreviousSecretEvidence {
  readonly key: KeyEvidence;
  readonly acceptedUntil: EpochSeconds;
}

/** Absent also where a fault of the token or its header leaves nothing to say of the signature. */
export interface SignatureEvidence {
  readonly state: 'verified' | 'missing' | 'wrong';
  /** The secret that made the signature; `wrong` with the previous one says that this is accepted no longer. */
  readonly signedWith: SigningSecret | undefined;
  readonly key: KeyFacts;
  /** The previous secret, where there is one and the current one did not make the signature. */
  readonly previous: PreviousSecretEvidence | undefined;
  /** How a wrong signature was made, where that can be proved. */
  readonly explanation: SignatureExplanation | undefined;
  /** The algorithm it was made under, where that is proved to be another than the header says. */
  readonly liedAlgorithm: SignatureAlgorithm | undefined;
}

/** A time claim: absent, usable, or why it is not a NumericDate (RFC 7519 §2). */
export type TimeClaim =
  | { readonly state: 'absent' }
  | { readonly state: 'usable'; readonly at: EpochSeconds }
  | { readonly state: 'milliseconds'; readonly at: EpochSeconds; readonly value: number }
  | { readonly state: 'not-a-number'; readonly found: string };

export type TimeClaimName = 'iat' | 'nbf' | 'exp';

/** What the clock and Expiration Time have against the token. Seconds throughout. */
export type TimeFault =
  | { readonly kind: 'expiry-missing' }
  /** Past `exp`, or without one past `iat` + Expiration Time. */
  | {
      readonly kind: 'expired';
      readonly at: EpochSeconds;
      readonly bySeconds: number;
      readonly from: 'exp' | 'iat';
    }
  /** Past `iat` + Expiration Time while `exp` is still ahead. */
  | {
      readonly kind: 'cut-short';
      readonly at: EpochSeconds;
      readonly exp: EpochSeconds;
      readonly iat: EpochSeconds;
      readonly bySeconds: number;
    }
  | { readonly kind: 'lifetime-too-long'; readonly exp: EpochSeconds; readonly remainingSeconds: number }
  | { readonly kind: 'not-yet-valid'; readonly at: EpochSeconds; readonly bySeconds: number }
  | { readonly kind: 'issued-in-future'; readonly at: EpochSeconds; readonly bySeconds: number };

/** The units in which systems count time other than in seconds since 1970; milliseconds have a state of their own. */
export type TimeUnit =
  | 'microseconds since 1970'
  | 'nanoseconds since 1970'
  | '.NET ticks since the year 1'
  | 'FILETIME intervals since 1601'
  | 'days since 1899-12-30'
  | 'days since 1970';

/** A time claim whose number is no number of seconds since 1970, and what it is instead. */
export type MisreadTime = {
  readonly name: TimeClaimName;
  readonly value: number;
} & (
  | { readonly kind: 'duration' }
  | { readonly kind: 'unit'; readonly unit: TimeUnit; readonly at: EpochSeconds }
);

/** The registered claims (RFC 7519 §4.1) that are looked for below the top of the payload. */
export type MisplaceableClaim = 'exp' | 'iat' | 'nbf' | 'iss' | 'aud';

/** A registered claim that is absent from the top of the payload and present further down. */
export interface MisplacedClaim {
  readonly name: MisplaceableClaim;
  /** The names that lead there, joined with dots, its own last. */
  readonly path: string;
  /** The claim that holds it as JSON text, if one does. */
  readonly textClaim: string | undefined;
  /** The fault that the token has because of it, if it has one. */
  readonly explains: 'expiry-missing' | 'lifetime-too-long' | 'issuer' | 'audience' | undefined;
}

/** What is known of a token's times: how the gate evaluates them, and what explains what is wrong. */
export interface TimeEvidence extends EvaluatedTimes {
  /** The times whose numbers are something else than seconds since 1970. */
  readonly misread: readonly MisreadTime[];
  /** `exp` − `iat`, which may be negative, where both are seconds since 1970. */
  readonly lifetimeSeconds: number | undefined;
  readonly misplaced: readonly MisplacedClaim[];
}

/** A token's times against the clock and Expiration Time. */
export interface EvaluatedTimes {
  readonly times: Readonly<Record<TimeClaimName, TimeClaim>>;
  /** The earlier of `exp` and `iat` + Expiration Time, where either is known. */
  readonly effectiveExpiry: EpochSeconds | undefined;
  /** Why the times reject the token; empty when its times are valid. */
  readonly faults: readonly TimeFault[];
  /** By how much `exp` − `iat` exceeds Expiration Time, if it does: worth a warning. */
  readonly excessLifetimeSeconds: number | undefined;
}

export interface ClaimsEvidence {
  readonly payload: JsonPart;
  /** The configured issuer and the token's, when they differ. */
  readonly issuer: { readonly expected: string; readonly found: unknown } | undefined;
  /** The configured audiences and the token's, when they have none in common. */
  readonly audience: { readonly expected: readonly string[]; readonly found: unknown } | undefined;
  readonly misplaced: readonly MisplacedClaim[];
  /** Claims whose values other servers refuse; the times have codes of their own. */
  readonly wrongTypes: readonly WrongType[];
}

export interface MappingEvidence {
  readonly claims: JsonObject;
  readonly username: FoundClaim | undefined;
  /** The nested claim that Username Field also names, beside the claim of exactly its name. */
  readonly hiddenUsername: FoundClaim | undefined;
  /** Whether the login name is a word or a template that was never replaced by a name. */
  readonly isPlaceholderUsername: boolean;
  /** Undefined when no field is configured. */
  readonly name: { readonly field: string; readonly found: FoundClaim | undefined } | undefined;
  readonly email: { readonly field: string; readonly found: FoundClaim | undefined } | undefined;
}
