import type { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../../src/domain/algorithm.ts';
import { base64url, signatureOf } from '../support/mint-token.ts';
import type { FuzzConfiguration } from './fuzz-configurations.ts';

/** JSON text that JSON.stringify cannot write, such as a number beyond a double. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The members of an object in their order; a name may stand twice. */
export type Members = [name: string, value: unknown][];

/**
 * What a generated token has that other libraries may judge otherwise: only what its text does not show by itself.
 */
export type Oddity = 'header JSON' | 'payload JSON' | 'login name' | 'claim type' | 'token use';

/** A token before it is signed. Mutations change it. */
export interface Draft {
  readonly fuzzed: FuzzConfiguration;
  header: Members;
  claims: Members;
  /** What is signed instead of the members. */
  headerBytes?: string | Buffer;
  payloadBytes?: string | Buffer;
  signedAs: SignatureAlgorithm;
  signingKey: KeyObject | string;
  /** Changes of the two encoded segments before they are signed. */
  beforeSigning: ((segment: string) => string)[];
  onSignature: ((signature: Buffer) => Buffer)[];
  onToken: ((token: string) => string)[];
  readonly oddities: Set<Oddity>;
}

/** Sets a member, or adds it at the end. */
export function setMember(members: Members, name: string, value: unknown): void {
  const found = members.find(([each]) => each === name);
  if (found) found[1] = value;
  else members.push([name, value]);
}

export function removeMember(members: Members, name: string): void {
  const at = members.findIndex(([each]) => each === name);
  if (at !== -1) members.splice(at, 1);
}

function writeJson(members: Members): string {
  const written = members.map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${value instanceof RawJson ? value.text : JSON.stringify(value)}`,
  );
  return `{${written.join(',')}}`;
}

/** Encodes and signs a draft, and changes the finished token. */
export function finish(draft: Draft): string {
  const parts = [draft.headerBytes ?? writeJson(draft.header), draft.payloadBytes ?? writeJson(draft.claims)];
  const segments = parts.map((part) =>
    typeof part === 'string' ? base64url(part) : part.toString('base64url'),
  );
  const signingInput = segments
    .map((segment) => draft.beforeSigning.reduce((text, change) => change(text), segment))
    .join('.');
  const signed = signatureOf(draft.signedAs, draft.signingKey, signingInput);
  const signature = draft.onSignature.reduce((bytes, change) => change(bytes), signed);
  const token = `${signingInput}.${signature.toString('base64url')}`;
  return draft.onToken.reduce((text, change) => change(text), token);
}
