/** What .NET and SAML call claims at the end of their URIs, and the short names for the same in a JWT. */
const shortNamesByEnd: ReadonlyMap<string, readonly string[]> = new Map([
  ['name', ['unique_name', 'name']],
  ['nameidentifier', ['sub', 'nameid']],
  ['upn', ['upn']],
  ['emailaddress', ['email']],
  ['windowsaccountname', ['winaccountname', 'samaccountname']],
  ['objectidentifier', ['oid']],
]);

/** The attributes of LDAP that SAML names by their object identifiers. */
const shortNamesByOid: ReadonlyMap<string, readonly string[]> = new Map([
  ['urn:oid:0.9.2342.19200300.100.1.1', ['uid']],
  ['urn:oid:0.9.2342.19200300.100.1.3', ['mail', 'email']],
  ['urn:oid:1.3.6.1.4.1.5923.1.1.1.6', ['eduPersonPrincipalName', 'eppn', 'upn']],
]);

/** Where .NET and SAML keep their claim URIs, such as `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name`. */
const claimUri = /^https?:\/\/schemas\.(?:xmlsoap\.org|microsoft\.com)\/(?:[\w-]+\/)*(\w+)$/;

/** No claim URI is longer; a longer name is not compared. */
const MAX_LENGTH = 256;

/** The short names of the claim that a URI names, the most usual first; none for other names. */
export function shortNames(name: string): readonly string[] {
  const end = name.length <= MAX_LENGTH ? claimUri.exec(name)?.[1] : undefined;
  return (end === undefined ? shortNamesByOid.get(name) : shortNamesByEnd.get(end.toLowerCase())) ?? [];
}
