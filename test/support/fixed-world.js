// Loaded before the program whose output stands in documents, so that each run of it gives the same: the
// clock stands at $MOMENT (seconds), and random bytes follow from it, from their number and from how
// many of that number were drawn before.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const draws = new Map();

Date.now = () => Number(process.env.MOMENT) * 1000;

crypto.randomBytes = (size) => {
  const draw = (draws.get(size) ?? 0) + 1;
  draws.set(size, draw);
  const seed = `${process.env.MOMENT} ${size} ${draw}`;
  return crypto.createHash('shake256', { outputLength: size }).update(seed).digest();
};

syncBuiltinESMExports();
