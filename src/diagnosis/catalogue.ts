import type { Stage } from '../domain/finding.ts';
import type { Check } from './check.ts';
import { audienceMismatch } from './checks/claims/audience-mismatch.ts';
import { claimWrongType } from './checks/claims/claim-wrong-type.ts';
import { claimsMisplaced } from './checks/claims/claims-misplaced.ts';
import { issuerMismatch } from './checks/claims/issuer-mismatch.ts';
import { payloadMalformed } from './checks/claims/payload-malformed.ts';
import { configurationDisabled } from './checks/config/configuration-disabled.ts';
import { algorithmMismatch } from './checks/header/algorithm-mismatch.ts';
import { algorithmMissing } from './checks/header/algorithm-missing.ts';
import { algorithmNone } from './checks/header/algorithm-none.ts';
import { algorithmUnsupported } from './checks/header/algorithm-unsupported.ts';
import { criticalHeader } from './checks/header/critical-header.ts';
import { headerMalformed } from './checks/header/header-malformed.ts';
import { headerWrongType } from './checks/header/header-wrong-type.ts';
import { tokenForMicrosoftGraph } from './checks/header/token-for-microsoft-graph.ts';
import { tokenTypeUnexpected } from './checks/header/token-type-unexpected.ts';
import { keyIdMismatch } from './checks/key/key-id-mismatch.ts';
import { keyIsForgeable } from './checks/key/key-is-forgeable.ts';
import { keyNotForAlgorithm } from './checks/key/key-not-for-algorithm.ts';
import { keyTooWeak } from './checks/key/key-too-weak.ts';
import { keyUnreadable } from './checks/key/key-unreadable.ts';
import { privateKeyStored } from './checks/key/private-key-stored.ts';
import { publicKeyAsSecret } from './checks/key/public-key-as-secret.ts';
import { secretIsPlaceholder } from './checks/key/secret-is-placeholder.ts';
import { secretTooShort } from './checks/key/secret-too-short.ts';
import { secretUnavailable } from './checks/key/secret-unavailable.ts';
import { emailMalformed } from './checks/mapping/email-malformed.ts';
import { emailMissing } from './checks/mapping/email-missing.ts';
import { nameMissing } from './checks/mapping/name-missing.ts';
import { usernameAmbiguous } from './checks/mapping/username-ambiguous.ts';
import { usernameHasInvisibleCharacters } from './checks/mapping/username-has-invisible-characters.ts';
import { usernameIsPlaceholder } from './checks/mapping/username-is-placeholder.ts';
import { usernameMissing } from './checks/mapping/username-missing.ts';
import { usernameNearMiss } from './checks/mapping/username-near-miss.ts';
import { usernameNested } from './checks/mapping/username-nested.ts';
import { usernameNotText } from './checks/mapping/username-not-text.ts';
import { usernameWrongCase } from './checks/mapping/username-wrong-case.ts';
import { algorithmConfusion } from './checks/signature/algorithm-confusion.ts';
import { algorithmLied } from './checks/signature/algorithm-lied.ts';
import { payloadWasReserialised } from './checks/signature/payload-was-reserialised.ts';
import { secretHasInvisibleCharacters } from './checks/signature/secret-has-invisible-characters.ts';
import { secretHasWhitespace } from './checks/signature/secret-has-whitespace.ts';
import { secretIsBase64 } from './checks/signature/secret-is-base64.ts';
import { secretIsHex } from './checks/signature/secret-is-hex.ts';
import { secretIsNotBase64 } from './checks/signature/secret-is-not-base64.ts';
import { secretIsNotHex } from './checks/signature/secret-is-not-hex.ts';
import { secretIsWrapped } from './checks/signature/secret-is-wrapped.ts';
import { secretMismatch } from './checks/signature/secret-mismatch.ts';
import { secretWasCut } from './checks/signature/secret-was-cut.ts';
import { secretWasExpanded } from './checks/signature/secret-was-expanded.ts';
import { secretWasQuoted } from './checks/signature/secret-was-quoted.ts';
import { signatureDerEncoded } from './checks/signature/signature-der-encoded.ts';
import { signatureMissing } from './checks/signature/signature-missing.ts';
import { signatureNotPadded } from './checks/signature/signature-not-padded.ts';
import { signatureWronglyEncoded } from './checks/signature/signature-wrongly-encoded.ts';
import { signedByOtherConfiguration } from './checks/signature/signed-by-other-configuration.ts';
import { signedOtherBytes } from './checks/signature/signed-other-bytes.ts';
import { signedWithPlaceholder } from './checks/signature/signed-with-placeholder.ts';
import { signedWithPreviousSecret } from './checks/signature/signed-with-previous-secret.ts';
import { clockSkew } from './checks/time/clock-skew.ts';
import { expirationTimeTooShort } from './checks/time/expiration-time-too-short.ts';
import { expired } from './checks/time/expired.ts';
import { expiryBeforeIssue } from './checks/time/expiry-before-issue.ts';
import { expiryMissing } from './checks/time/expiry-missing.ts';
import { issuedInFuture } from './checks/time/issued-in-future.ts';
import { lifetimeExceedsConfiguration } from './checks/time/lifetime-exceeds-configuration.ts';
import { lifetimeTooShort } from './checks/time/lifetime-too-short.ts';
import { localTimeAsUtc } from './checks/time/local-time-as-utc.ts';
import { notYetValid } from './checks/time/not-yet-valid.ts';
import { timeInMilliseconds } from './checks/time/time-in-milliseconds.ts';
import { timeInOtherUnit } from './checks/time/time-in-other-unit.ts';
import { timeIsADuration } from './checks/time/time-is-a-duration.ts';
import { timeNotANumber } from './checks/time/time-not-a-number.ts';
import { tokenEmpty } from './checks/token/token-empty.ts';
import { tokenEncodedAgain } from './checks/token/token-encoded-again.ts';
import { tokenEncrypted } from './checks/token/token-encrypted.ts';
import { tokenHasExtraSegments } from './checks/token/token-has-extra-segments.ts';
import { tokenHasWhitespace } from './checks/token/token-has-whitespace.ts';
import { tokenHasWrapping } from './checks/token/token-has-wrapping.ts';
import { tokenIsTheSecret } from './checks/token/token-is-the-secret.ts';
import { tokenNameMismatch } from './checks/token/token-name-mismatch.ts';
import { tokenNotBase64url } from './checks/token/token-not-base64url.ts';
import { tokenOpaque } from './checks/token/token-opaque.ts';
import { tokenPercentEncoded } from './checks/token/token-percent-encoded.ts';
import { tokenTooLarge } from './checks/token/token-too-large.ts';
import { tokenTruncated } from './checks/token/token-truncated.ts';

/** Every check by stage, in the order in which findings are reported. */
export const catalogue: { readonly [S in Stage]: readonly Check<S>[] } = {
  config: [configurationDisabled],
  token: [
    tokenEmpty,
    tokenNameMismatch,
    tokenHasWrapping,
    tokenHasWhitespace,
    tokenPercentEncoded,
    tokenEncodedAgain,
    tokenNotBase64url,
    tokenTruncated,
    tokenHasExtraSegments,
    tokenEncrypted,
    tokenOpaque,
    tokenIsTheSecret,
    tokenTooLarge,
  ],
  header: [
    headerMalformed,
    tokenTypeUnexpected,
    algorithmMissing,
    algorithmNone,
    algorithmUnsupported,
    algorithmMismatch,
    criticalHeader,
    headerWrongType,
    tokenForMicrosoftGraph,
  ],
  key: [
    secretUnavailable,
    keyUnreadable,
    keyNotForAlgorithm,
    publicKeyAsSecret,
    keyTooWeak,
    keyIsForgeable,
    secretTooShort,
    secretIsPlaceholder,
    privateKeyStored,
    keyIdMismatch,
  ],
  signature: [
    signatureMissing,
    algorithmConfusion,
    algorithmLied,
    secretIsBase64,
    secretIsNotBase64,
    secretIsHex,
    secretIsNotHex,
    secretHasWhitespace,
    secretWasQuoted,
    secretWasExpanded,
    secretHasInvisibleCharacters,
    secretIsWrapped,
    secretWasCut,
    signedWithPlaceholder,
    signedWithPreviousSecret,
    signedByOtherConfiguration,
    signatureDerEncoded,
    signatureWronglyEncoded,
    signatureNotPadded,
    signedOtherBytes,
    payloadWasReserialised,
    secretMismatch,
  ],
  time: [
    timeIsADuration,
    timeInOtherUnit,
    expiryBeforeIssue,
    lifetimeTooShort,
    expired,
    expirationTimeTooShort,
    lifetimeExceedsConfiguration,
    notYetValid,
    issuedInFuture,
    clockSkew,
    localTimeAsUtc,
    timeInMilliseconds,
    timeNotANumber,
    expiryMissing,
  ],
  claims: [payloadMalformed, claimsMisplaced, claimWrongType, issuerMismatch, audienceMismatch],
  mapping: [
    usernameMissing,
    usernameNearMiss,
    usernameWrongCase,
    usernameNested,
    usernameNotText,
    usernameIsPlaceholder,
    usernameAmbiguous,
    usernameHasInvisibleCharacters,
    nameMissing,
    emailMissing,
    emailMalformed,
  ],
};
