import { renameSync, writeFileSync } from 'node:fs';
import { LocalMemberStatus } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';

/** What is known of one process, and kept in a file for the next backend. */
export type UnitState = {
  state: LocalMemberStatus['state'];
  pid?: number;
  /** With the number it identifies the process. */
  started?: string;
  startedAt?: string;
  /** Set while a process may have been made whose number is not known yet. */
  launching?: boolean;
  listening: boolean;
  restarts: number;
  memoryMib?: number;
  storageMib?: number;
  lastExit?: LocalMemberStatus['lastExit'];
};

const shape: z.ZodType<UnitState> = z.object({
  state: z.enum(['stopped', 'starting', 'running', 'back-off', 'failed']),
  pid: z.number().optional(),
  started: z.string().optional(),
  startedAt: z.string().optional(),
  launching: z.boolean().optional(),
  listening: z.boolean(),
  restarts: z.number(),
  memoryMib: z.number().optional(),
  storageMib: z.number().optional(),
  lastExit: z
    .object({
      at: z.string(),
      code: z.number().optional(),
      signal: z.string().optional(),
      log: z.string(),
    })
    .optional(),
});

export const INITIAL_STATE: UnitState = {
  state: 'stopped',
  listening: false,
  restarts: 0,
};

/** What is left of a state when its process has ended. */
export const NO_PROCESS = {
  pid: undefined,
  started: undefined,
  startedAt: undefined,
  launching: undefined,
  memoryMib: undefined,
  listening: false,
} satisfies Partial<UnitState>;

/** Writes a state at once, so that nothing comes between it and its cause. */
export function writeUnitState(file: string, state: UnitState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk or a removed folder: the process itself stays the truth.
  }
}

/** The state in a file's text; a damaged one tells nothing. */
export function parseUnitState(text: string | undefined): UnitState {
  if (text === undefined) {
    return INITIAL_STATE;
  }
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : INITIAL_STATE;
  } catch {
    return INITIAL_STATE;
  }
}
