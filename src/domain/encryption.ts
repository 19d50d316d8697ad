import * as v from 'valibot';

/**
 * How a store encrypts its secrets: with a random data key, which is itself encrypted in the age format for
 * the recipients, or with a passphrase if the store has no recipients.
 */
export const encryptionSchema = v.pipe(
  v.object(
    {
      recipients: v.optional(
        v.pipe(
          v.array(v.string('must be text'), 'must be a list of age recipients'),
          v.minLength(1, 'must name at least one age recipient'),
          v.title('Recipients'),
          v.description('age recipients that can open the data key; absent where a passphrase opens it.'),
        ),
      ),
      dataKey: v.pipe(
        v.string('must be text'),
        v.title('Data key'),
        v.description('The key of the secrets, as an armored age file.'),
      ),
    },
    'must be an object with "dataKey" and, unless a passphrase opens it, "recipients"',
  ),
  v.title('Encryption'),
  v.description('How the secrets in the store are encrypted. Made by jwtadm encrypt.'),
);

export type Encryption = v.InferOutput<typeof encryptionSchema>;
