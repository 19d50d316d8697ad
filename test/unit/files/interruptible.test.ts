import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endOnInterrupt } from '../../../src/files/interruptible.ts';

/** A process that only counts how it is ended. */
function hostThatCounts() {
  const codes: unknown[] = [];
  const emitter = new EventEmitter();
  const host = Object.assign(emitter, { exit: (code: unknown) => codes.push(code) as never });
  return { host: host as unknown as Pick<NodeJS.Process, 'on' | 'off' | 'exit'>, emitter, codes };
}

describe('a process that Ctrl-C ends', () => {
  it('ends with the exit code that was given', () => {
    const { host, emitter, codes } = hostThatCounts();
    endOnInterrupt(host, 130);
    emitter.emit('SIGINT');
    expect(codes).toEqual([130]);
  });

  it('leaves the signal to the system while something blocks, and not after it', () => {
    const { host, emitter } = hostThatCounts();
    const interruptible = endOnInterrupt(host, 130);
    expect(interruptible(() => emitter.listenerCount('SIGINT'))).toBe(0);
    expect(emitter.listenerCount('SIGINT')).toBe(1);
    const fails = () => {
      throw new Error('no');
    };
    expect(() => interruptible(fails)).toThrow('no');
    expect(emitter.listenerCount('SIGINT')).toBe(1);
  });
});
