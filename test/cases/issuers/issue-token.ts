import { Buffer } from 'node:buffer';
import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { isHmac, type SignatureAlgorithm } from '../../../src/domain/algorithm.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { keyFor, mint } from '../../support/mint-token.ts';
import type { VerifyOptions } from '../../support/verify.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import type { IssuerSite } from './issuer-sites.ts';

/** The secret that issuers and configuration share, long enough for every HMAC. */
export const SHARED_SECRET = 'erp-portal-2026-Lw8mQz4XvT1nRk7bYc3HsJd9PfGaUe6oiB2xVq5NtWy0KpZC';

const bytes = createHash('sha512').update('the bytes of a generated secret').digest();

/** A generated secret of 64 bytes as base64, as unpadded base64url and as hex: 88, 86 and 128 characters. */
export const BASE64_SECRET = bytes.toString('base64');
export const BASE64URL_SECRET = bytes.toString('base64url');
export const HEX_SECRET = bytes.toString('hex');

/** What of a token and its configuration departs from what works at a site. */
export interface Departure {
  readonly algorithm?: SignatureAlgorithm;
  /** What the token is signed with instead of the site's key: text in UTF-8, bytes, or a private key. */
  readonly key?: string | Uint8Array | KeyObject;
  /** Claims to replace; `undefined` leaves one out. */
  readonly claims?: object;
  /** The payload or the header as raw JSON text. */
  readonly payload?: string;
  readonly header?: string;
  /** What becomes of the token on its way. */
  readonly carry?: (token: string) => string;
  readonly changes?: Partial<Configuration>;
  readonly options?: VerifyOptions;
}

/** The key that a site signs with, and the fields of the configuration that go with it. */
export function keyFields(
  algorithm: SignatureAlgorithm,
): Pick<Configuration, 'signatureAlgorithm' | 'secretKey'> {
  const secretKey = isHmac(algorithm) ? SHARED_SECRET : keyFor(algorithm).publicPem;
  return { signatureAlgorithm: algorithm, secretKey };
}

/** A token as the site's library writes it, and with its departures. */
export function issue(site: IssuerSite, departure: Departure = {}): string {
  const { algorithm = site.algorithms[0], header, payload, claims, carry = (token) => token } = departure;
  const written = Object.entries({ ...site.claims, ...claims }).filter(([, value]) => value !== undefined);
  const key = departure.key ?? (isHmac(algorithm) ? SHARED_SECRET : keyFor(algorithm).privateKey);
  const token = mint({
    algorithm,
    key: key instanceof Uint8Array ? createSecretKey(Buffer.from(key)) : key,
    header: header ?? site.style.writeHeader(algorithm),
    claims: payload ?? site.style.writePayload(Object.fromEntries(written)),
  });
  return carry(token);
}

type Label = Pick<DiagnosisCase, 'codes' | 'proved' | 'logsInAs'>;

/** A labelled case at a site; `about` alone is expected where no codes are given. */
export function caseAt(
  site: IssuerSite,
  about: string,
  title: string,
  { codes, proved, logsInAs, ...departure }: Departure & Label,
): DiagnosisCase {
  const { algorithm = site.algorithms[0], changes, options } = departure;
  return {
    about,
    title: `of ${site.style.product} ${title}`,
    token: issue(site, departure),
    changes: { ...site.changes, ...keyFields(algorithm), ...changes },
    ...(options && { options }),
    ...(codes && { codes }),
    ...(proved !== undefined && { proved }),
    ...(logsInAs !== undefined && { logsInAs }),
  };
}

/** A token that must log in without any finding. */
export function healthyAt(site: IssuerSite, title: string, departure: Departure & Label = {}): DiagnosisCase {
  return caseAt(site, 'healthy', title, { logsInAs: site.login, ...departure });
}
