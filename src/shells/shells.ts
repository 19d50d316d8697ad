import { bash } from './bash.ts';
import type { Shell } from './completion.ts';
import { fish } from './fish.ts';
import { powershell } from './powershell.ts';
import { zsh } from './zsh.ts';

/** The shells that can complete command lines, by name. */
export const shells = { bash, zsh, fish, powershell } as const satisfies Readonly<Record<string, Shell>>;

export type ShellName = keyof typeof shells;

export const shellNames = Object.keys(shells) as ShellName[];
