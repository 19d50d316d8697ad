import { findClaim, type JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Evidence, MappingEvidence, SignatureEvidence, TokenEvidence } from '../domain/evidence.ts';
import { authenticate } from './authenticate.ts';
import type { Examination } from './examination.ts';
import { examineSignature, tryHeaderAlgorithm } from './examine-signature.ts';
import { judgeTimes } from './judge-times.ts';
import { matchIssuer } from './match-issuer.ts';
import { readSegments, type Segments } from './read-segments.ts';
import { isAsDelivered } from './receive-token.ts';

/**
 * Gathers the facts of every stage, so that all that is wrong shows in one pass. Later stages are
 * looked at even when an earlier one failed; nothing here accepts a token.
 */
export function examine(examination: Examination): Evidence {
  const { configuration, now, resolved } = examination;
  const config = { configuration, now, usernameOnceEnabled: usernameOnceEnabled(examination) };
  const segments = readSegments(examination);
  const { header, payload } = segments;
  const verifiesUnderHeaderAlgorithm = tryHeaderAlgorithm(examination, segments);
  const signature = examineSignature(examination, segments, verifiesUnderHeaderAlgorithm);
  const claims = payload?.ok ? payload.value : undefined;
  return {
    config,
    token: { ...config, ...examineToken(examination, segments, signature) },
    header: header && { ...config, header, verifiesUnderHeaderAlgorithm },
    key: { ...config, ...resolved.evidence },
    signature: signature && { ...config, ...signature },
    time: claims && { ...config, ...judgeTimes(claims, configuration, now) },
    claims: payload && { ...config, payload, ...matchIssuer(claims ?? {}, configuration) },
    mapping: claims && { ...config, ...examineMapping(claims, configuration) },
  };
}

function usernameOnceEnabled(examination: Examination): string | undefined {
  const { received, configuration, keys, now } = examination;
  if (configuration.enabled) return undefined;
  return authenticate(received, { ...configuration, enabled: true }, keys, now)?.user.username;
}

function examineToken(
  examination: Examination,
  { shape, faults, shortSignature }: Segments,
  signature: SignatureEvidence | undefined,
): TokenEvidence {
  const { received } = examination;
  const secrets = secretTexts(examination, signature);
  const isAmbiguous = received.wrappings.includes('a second value of the same field');
  const isMended = !isAmbiguous && (!isAsDelivered(received) || faults.length > 0);
  return {
    sizeBytes: received.sizeBytes,
    carrier: received.carrier,
    // A secret that stands where the field's name should be is not told.
    otherField:
      received.otherField !== undefined && secrets.includes(received.otherField)
        ? 'that is the secret itself'
        : received.otherField,
    wrappings: received.wrappings,
    innerBlanks: received.innerBlanks,
    percentSequences: received.percentSequences,
    shape,
    // A signature that was cut off ends in the middle of a character, which says nothing more.
    alphabetFaults: shortSignature
      ? faults.filter(({ segment, kind }) => segment !== 'signature' || kind === 'character')
      : faults,
    shortSignature,
    isTheSecret: secrets.some((text) => received.token === text.replaceAll(/\s/g, '')),
    verifiesOnceMended: isMended && signature?.state === 'verified',
  };
}

/** The texts of the configuration's secrets; the previous one is not asked for where the current one signed. */
function secretTexts({ secret, previous }: Examination, signature: SignatureEvidence | undefined): string[] {
  const readings = signature?.signedWith === 'current' ? [secret] : [secret, previous()?.secret];
  return readings.flatMap((reading) => (reading?.ok && reading.text !== '' ? [reading.text] : []));
}

function examineMapping(claims: JsonObject, configuration: Configuration): MappingEvidence {
  const optional = (field: string | undefined) =>
    field === undefined ? undefined : { field, found: findClaim(claims, field) };
  return {
    claims,
    username: findClaim(claims, configuration.usernameField),
    name: optional(configuration.nameField),
    email: optional(configuration.emailField),
  };
}
