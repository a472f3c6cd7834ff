import fs from 'node:fs/promises';
import { Machine } from '../instances/Machine';
import { LocalError, systemCode } from '../LocalError';

const MIB = 1024 * 1024;

/** What to do about a full disk. */
export const MAKE_ROOM = {
  en: 'Make room on the disk and try again',
  zh: '释放磁盘空间后重试',
};

export async function diskOf(
  folder: string,
): Promise<{ totalMib: number; freeMib: number }> {
  const { blocks, bavail, bsize } = await fs.statfs(folder);
  return {
    totalMib: Math.floor((blocks * bsize) / MIB),
    freeMib: Math.floor((bavail * bsize) / MIB),
  };
}

export async function freeMib(folder: string): Promise<number> {
  return (await diskOf(folder)).freeMib;
}

/** What a full disk did to a write of ours, told as what it is. */
export function asDiskFull(error: unknown): unknown {
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new LocalError(
        'disk-full',
        { en: 'The disk is full', zh: '磁盘已满' },
        { cure: MAKE_ROOM, cause: error },
      )
    : error;
}

/** Throws when too little room is left for a new member. */
export async function requireDisk(machine: Machine): Promise<void> {
  const free = await freeMib(machine.layout.root);
  const minimum = machine.settings.minimumFreeDiskMib;
  if (free < minimum) {
    throw new LocalError(
      'disk-full',
      {
        en: `Only ${free} MiB are free on the disk; new members need at least ${minimum} MiB`,
        zh: `磁盘仅剩 ${free} MiB;新成员至少需要 ${minimum} MiB`,
      },
      {
        params: { free, minimum },
        cure: {
          en: 'Make room on the disk, or lower dbaas.local.minimumFreeDiskMib',
          zh: '释放磁盘空间,或调低 dbaas.local.minimumFreeDiskMib',
        },
      },
    );
  }
}
