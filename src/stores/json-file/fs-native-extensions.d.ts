/** What jwtadm uses of the package: locks of the kernel, which end with the process that holds them. */
declare module 'fs-native-extensions' {
  /** Takes the exclusive lock on a range of an open file, or returns false when another holder has it. */
  export function tryLock(descriptor: number, offset: number, length: number): boolean;
  /** Waits in a thread of its own until it has the lock; nothing ends this wait but the lock. */
  export function waitForLock(descriptor: number, offset: number, length: number): Promise<void>;
}
