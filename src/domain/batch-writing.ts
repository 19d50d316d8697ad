/** What is written of each line of a batch: its whole document, the short one, or nothing because a summary follows. */
export type BatchOutput = 'documents' | 'brief documents' | 'summary';

/** How a batch is written. Plain data, so that it can be sent to a thread. */
export interface BatchWriting {
  readonly output: BatchOutput;
  /** Whether each line becomes a case of a report, too. */
  readonly isReported: boolean;
  /** The store that `--config` named, for the commands of findings. */
  readonly config: string | undefined;
}
