/** The exit codes of jwtadm; `jwtadm help exit-codes` prints these lines. */
export const exitCodes = {
  done: 0,
  rejected: 1,
  usage: 2,
  notFound: 3,
  store: 4,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The meaning of each exit code, in a sentence. */
export const exitCodeMeanings: Record<ExitCode, string> = {
  0: 'done; the token was accepted',
  1: 'the token was rejected, or at least one token of a batch; `check` found errors',
  2: 'usage error, or a value is missing and jwtadm cannot prompt; a line of a batch cannot be evaluated',
  3: 'no such configuration (nothing was changed)',
  4: 'the store cannot be read, is invalid, has unsafe permissions, is locked, was changed meanwhile or cannot be written, or a secret cannot be decrypted (nothing was changed)',
  70: 'a bug in jwtadm; please report it',
  130: 'interrupted (Ctrl-C at a prompt; nothing was changed)',
};
