import fs from 'node:fs/promises';
import { Machine } from '../instances/Machine';
import { LocalError } from '../LocalError';

const MIB = 1024 * 1024;

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
