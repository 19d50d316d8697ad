/** Secrets that stand in examples and get left there, folded to lower-case letters and digits. */
const placeholders = new Set([
  'secret',
  'thesecret',
  'mysecret',
  'mysecretkey',
  'secretkey',
  'yoursecret',
  'yoursecretkey',
  'yoursecrethere',
  'your256bitsecret',
  'your384bitsecret',
  'your512bitsecret',
  'averylongsecret',
  'supersecret',
  'supersecretkey',
  'topsecret',
  'jwtsecret',
  'jwtsecretkey',
  'jwtkey',
  'changeme',
  'changeit',
  'changethis',
  'changethissecret',
  'replaceme',
  'replacethis',
  'password',
  'passw0rd',
  'admin',
  'test',
  'testsecret',
  'example',
  'examplesecret',
  'default',
  'placeholder',
  'todo',
  'xxx',
  'none',
  'null',
  'undefined',
  'key',
  'privatekey',
  'shhhhh',
  'keyboardcat',
  'qwerty',
  'abcd',
  'abc123',
  '123456',
  '12345678',
  '1234567890',
  'astringsecretatleast256bitslong',
  'astringsecretatleast512bitslongaswellassomeextrabits',
]);

/**
 * Whether a secret is a well-known placeholder (`changeme`, `your-256-bit-secret`), case and
 * punctuation aside, or one character over and over.
 */
export function isPlaceholderSecret(text: string): boolean {
  const folded = text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return placeholders.has(folded) || /^(.)\1*$/.test(text);
}
