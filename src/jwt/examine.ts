import type { Configuration } from '../domain/configuration.ts';
import type {
  ConfigEvidence,
  Evidence,
  HeaderEvidence,
  JsonPart,
  KeyEvidence,
  KeyIdEvidence,
  SignatureEvidence,
  StageFacts,
} from '../domain/evidence.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import { type ForeignUse, foreignUseOf } from '../domain/token-type.ts';
import { authenticate } from './authenticate.ts';
import { wrongHeaderTypes } from './claim-types.ts';
import type { Examination } from './examination.ts';
import { examineClaims } from './examine-claims.ts';
import { examineGraphToken, examineKeyId } from './examine-issuer.ts';
import { examineSignature, type SignatureFindings } from './examine-signature.ts';
import { readSegments, type Segments } from './read-segments.ts';
import { hasConflictingTokens, hasNoCarrier, isUnmodified } from './receive-token.ts';

/**
 * Gathers the facts of every stage, so that all that is wrong shows in one pass. Later stages are
 * looked at even when an earlier one failed; nothing here accepts a token.
 */
export function examine(examination: Examination): Evidence {
  const { configuration, now, resolved } = examination;
  const config = examineConfig(configuration, now, usernameOnceEnabledOf(examination));
  const segments = readSegments(examination);
  const { header, payload } = segments;
  const { signature, verifiesUnderHeaderAlgorithm, shortSignature, isForGraph } = examineSignature(
    examination,
    segments,
  );
  const graphToken = examineGraphToken(segments, signature, isForGraph);
  const { time, claims, mapping } = examineClaims(config, payload);
  return {
    config,
    token: examineToken(examination, config, segments, { signature, shortSignature }),
    header:
      header &&
      forUse(
        examineHeader(config, header, examineSigner(verifiesUnderHeaderAlgorithm, graphToken)),
        payload?.ok ? foreignUseOf(payload.value) : undefined,
      ),
    key: examineKey(config, resolved.evidence, examineKeyId(examination, segments, signature)),
    signature: signature && ofSignature(config, signature),
    time,
    claims,
    mapping,
  };
}

function usernameOnceEnabledOf(examination: Examination): string | undefined {
  const { received, configuration, keys, now } = examination;
  if (configuration.enabled) return undefined;
  return authenticate(received, { ...configuration, enabled: true }, keys, now)?.user.username;
}

// What tokens of one issuer have in common is kept, so that it is the same object for the next of them.

const examineConfig = memoizeLast(
  (
    configuration: Configuration,
    now: EpochSeconds,
    usernameOnceEnabled: string | undefined,
  ): ConfigEvidence => ({ configuration, now, usernameOnceEnabled }),
);

const examineHeader = memoizeLast(
  (config: ConfigEvidence, header: JsonPart, signer: Signer): StageFacts['header'] => ({
    ...config,
    header,
    ...signer,
    foreignUse: undefined,
    wrongTypes: header.ok ? wrongHeaderTypes(header.value) : [],
  }),
);

/** The same object for all tokens that are for a login. */
function forUse(header: StageFacts['header'], foreignUse: ForeignUse | undefined): StageFacts['header'] {
  return foreignUse === undefined ? header : { ...header, foreignUse };
}

type Signer = Pick<HeaderEvidence, 'verifiesUnderHeaderAlgorithm' | 'graphToken'>;

const examineSigner = memoizeLast(
  (
    verifiesUnderHeaderAlgorithm: Signer['verifiesUnderHeaderAlgorithm'],
    graphToken: Signer['graphToken'],
  ): Signer => ({ verifiesUnderHeaderAlgorithm, graphToken }),
);

const examineKey = memoizeLast(
  (config: ConfigEvidence, key: KeyEvidence, keyId: KeyIdEvidence | undefined): StageFacts['key'] => ({
    ...config,
    ...key,
    keyId,
  }),
);

const ofSignature = memoizeLast(
  (config: ConfigEvidence, signature: SignatureEvidence): StageFacts['signature'] => ({
    ...config,
    ...signature,
  }),
);

// The evidence of each token by itself names each fact: to spread an object into another costs V8 more than all the rest of a good token.

function examineToken(
  examination: Examination,
  config: ConfigEvidence,
  { shape, faults }: Segments,
  { signature, shortSignature }: Pick<SignatureFindings, 'signature' | 'shortSignature'>,
): StageFacts['token'] {
  const { received, admission } = examination;
  if (admission?.signedWith === 'current' && hasNoCarrier(received)) return bareToken(config);
  const { configuration, now, usernameOnceEnabled } = config;
  const secrets = secretTexts(examination, signature);
  const isFixed = !hasConflictingTokens(received) && (!isUnmodified(received) || faults.length > 0);
  return {
    configuration,
    now,
    usernameOnceEnabled,
    carrier: received.carrier,
    // A secret in place of the field's name is not shown.
    otherField:
      received.otherField !== undefined && secrets.includes(received.otherField)
        ? 'that is the secret itself'
        : received.otherField,
    wrappings: received.wrappings,
    innerBlanks: received.innerBlanks,
    percentSequences: received.percentSequences,
    surroundings: received.surroundings,
    encodings: received.encodings,
    shape,
    // A signature that was cut off ends in the middle of a character, which says nothing more.
    alphabetFaults: shortSignature
      ? faults.filter(({ segment, kind }) => segment !== 'signature' || kind === 'character')
      : faults,
    shortSignature,
    isTheSecret: secrets.some((text) => isSameButBlanks(received.token, text)),
    verifiesOnceFixed: isFixed && signature?.state === 'verified',
  };
}

/**
 * What is to be said of a token that the gate let in just as it came: nothing. It cannot be the secret that it is
 * signed with.
 */
const bareToken = memoizeLast((config: ConfigEvidence): StageFacts['token'] => ({
  ...config,
  carrier: undefined,
  otherField: undefined,
  wrappings: [],
  innerBlanks: 0,
  percentSequences: [],
  surroundings: undefined,
  encodings: [],
  shape: { kind: 'compact' },
  alphabetFaults: [],
  shortSignature: undefined,
  isTheSecret: false,
  verifiesOnceFixed: false,
}));

/** Whether the token is that text without its blanks. */
function isSameButBlanks(token: string, text: string): boolean {
  return token.length <= text.length && token === text.replaceAll(/\s/g, '');
}

/** The texts of the configuration's secrets; the previous one is not asked for where the current one signed. */
function secretTexts({ secret, previous }: Examination, signature: SignatureEvidence | undefined): string[] {
  const readings = signature?.signedWith === 'current' ? [secret] : [secret, previous()?.secret];
  return readings.flatMap((reading) => (reading?.ok && reading.text !== '' ? [reading.text] : []));
}
