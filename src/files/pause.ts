/** How long to wait before a descriptor that is not ready is tried again. */
const RETRY_MILLISECONDS = 5;

/** Blocks for a short time: a descriptor that another program has made non-blocking was not ready. */
export function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
}
