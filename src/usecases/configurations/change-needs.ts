import type { ChangeAuthor } from '../../domain/store-change.ts';
import type { Ports } from '../ports.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/** What the use cases need that change configurations; each takes its part. */
export interface ChangeNeeds extends Pick<Ports, 'store' | 'keyFiles' | 'now'> {
  /** The secrets of the store. */
  readonly secrets: StoredSecrets;
  /** Who makes the change, as the store was opened for. */
  readonly author: ChangeAuthor;
}
