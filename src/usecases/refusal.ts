import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import { Problem, type ProblemKind } from '../problem.ts';
import type { SecretHint } from './secrets/evaluate-secret.ts';

/** Why a use case refused, where a front end has something to suggest. */
export type RefusalReason =
  | { readonly kind: 'unknown-names'; readonly typed: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: 'no-configurations' }
  | { readonly kind: 'name-taken-on-create'; readonly name: string }
  | { readonly kind: 'name-taken-on-rename'; readonly name: string }
  | { readonly kind: 'changed-meanwhile'; readonly name: string }
  | { readonly kind: 'store-locked' }
  | { readonly kind: 'secret-does-not-open' }
  | { readonly kind: 'secret-unfit'; readonly hint: SecretHint | undefined }
  | { readonly kind: 'secret-weak' }
  | { readonly kind: 'kept-secret-unreadable' }
  | { readonly kind: 'previous-secret-still-accepted'; readonly name: string }
  | {
      readonly kind: 'rotation-of-algorithm';
      readonly before: SignatureAlgorithm;
      readonly after: SignatureAlgorithm;
    }
  | { readonly kind: 'rotation-of-no-secret' };

/** A Problem in plain words, without flags and commands: a front end takes its hint from the reason. */
export class Refusal extends Problem {
  readonly reason: RefusalReason;

  constructor(kind: ProblemKind, message: string, reason: RefusalReason) {
    super(kind, message);
    this.reason = reason;
  }

  override withRemark(remark: string): Refusal {
    return new Refusal(this.kind, `${this.message}; ${remark}`, this.reason);
  }
}
