import type { SignatureAlgorithm } from '../../../src/domain/algorithm.ts';

/** How a library or an identity provider writes the two JSON segments of a token. */
export interface IssuerStyle {
  readonly product: string;
  writeHeader(algorithm: SignatureAlgorithm): string;
  writePayload(claims: object): string;
}

/** The key ids that issuers put into their headers; nobody looks them up. */
const KEY_ID = 'Zx81-portal-2026';
const THUMBPRINT = 'q9Jr4sT0vW2yB5eH8kN1pS3uX6z';

type HeaderMember = 'alg' | 'typ' | 'kid' | 'x5t';

function headerOf(...order: readonly HeaderMember[]) {
  return (alg: SignatureAlgorithm) => {
    const members = { alg, typ: 'JWT', kid: KEY_ID, x5t: THUMBPRINT };
    return JSON.stringify(Object.fromEntries(order.map((name) => [name, members[name]])));
  };
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** `json.dumps(…, separators=(",", ":"))`: ASCII only. */
export function pythonJson(value: object): string {
  return JSON.stringify(value).replaceAll(/[\u0080-\uffff]/g, escapeUnit);
}

/** `json.dumps(…)`: ASCII only, a blank after each comma and colon. Expects claims without nesting. */
export function spacedPythonJson(value: object): string {
  const members = Object.entries(value).map(([name, each]) => `"${name}": ${pythonJson(each)}`);
  return `{${members.join(', ')}}`;
}

/** `json.Marshal` of a map: names sorted, `<`, `>` and `&` escaped for the sake of HTML. */
export function goJson(value: object): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  ).replaceAll(/[<>&\u2028\u2029]/g, escapeUnit);
}

/** System.Text.Json: ASCII only, and what HTML knows escaped too, in capitals. */
export function dotnetJson(value: object): string {
  const units = JSON.stringify(value).replaceAll('\\"', '\\u0022');
  return units.replaceAll(
    /[\u0080-\uffff<>&'+`]/g,
    (unit) => `\\u${escapeUnit(unit).slice(2).toUpperCase()}`,
  );
}

/** `json_encode`: ASCII only, slashes escaped. */
export function phpJson(value: object): string {
  return pythonJson(value).replaceAll('/', '\\/');
}

function style(
  product: string,
  writeHeader: IssuerStyle['writeHeader'],
  writePayload: IssuerStyle['writePayload'] = JSON.stringify,
): IssuerStyle {
  return { product, writeHeader, writePayload };
}

export const pyJwt = style('PyJWT', headerOf('alg', 'typ'), pythonJson);
export const oldPyJwt = style('PyJWT 1', headerOf('typ', 'alg'), pythonJson);
export const javaJwt = style('java-jwt', headerOf('alg', 'typ'));
export const oldJavaJwt = style('java-jwt 3', headerOf('typ', 'alg'));
export const jjwt = style('jjwt', headerOf('alg'));
export const golangJwt = style('golang-jwt', headerOf('alg', 'typ'), goJson);
export const rubyJwt = style('ruby-jwt', headerOf('alg'));
export const systemIdentityModel = style('.NET', headerOf('alg', 'kid', 'typ'), dotnetJson);
export const phpJwt = style('php-jwt', headerOf('typ', 'alg'), phpJson);
export const nodeJsonwebtoken = style('jsonwebtoken', headerOf('alg', 'typ'));
/** Keycloak writes blanks around the colons of its header's later members. */
export const keycloak = style('Keycloak', (alg) => `{"alg":"${alg}","typ" : "JWT","kid" : "${KEY_ID}"}`);
export const okta = style('Okta', headerOf('kid', 'alg'));
export const auth0 = style('Auth0', headerOf('alg', 'typ', 'kid'));
export const entraV1 = style('Entra v1', headerOf('typ', 'alg', 'x5t', 'kid'));
export const entraV2 = style('Entra v2', headerOf('typ', 'alg', 'kid'));
