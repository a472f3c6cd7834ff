import fs from 'node:fs/promises';
import os from 'node:os';
import { LocationStatus, Reason } from '@dbaas-portal/plugin-dbaas-common';
import { PLATFORM_LOCAL } from '@dbaas-portal/plugin-dbaas-node';
import { listFolder } from '../files/atomic';
import { Machine } from '../instances/Machine';
import { blockedFolder } from '../root';
import { diskOf } from './disk';

const MIB = 1024 * 1024;

/** What this machine has, what is in use, and what a DBA should know. */
export async function locationStatus(
  machine: Machine,
  seen: { isLeading: boolean; otherHolder: number | undefined },
): Promise<LocationStatus> {
  const { layout, settings, user } = machine;
  const disk = await diskOf(layout.root);
  const findings: Reason[] = [];
  if (disk.freeMib < settings.minimumFreeDiskMib) {
    findings.push(diskLow(disk.freeMib, settings.minimumFreeDiskMib));
  }
  if (!seen.isLeading && seen.otherHolder !== undefined) {
    findings.push(otherBackend(seen.otherHolder));
  }
  const blocked = user && (await blockedFolder(layout.root));
  if (user && blocked) {
    findings.push(unreachable(blocked, user.name));
  }
  const lost = (await listFolder(layout.lost())).length;
  if (lost > 0) {
    findings.push(lostData(lost));
  }
  return {
    id: settings.location,
    platform: PLATFORM_LOCAL,
    name: { en: 'This machine', zh: '本机' },
    reachable: { available: true },
    capacity: {
      cpuMillis: os.cpus().length * 1000,
      memoryMib: Math.floor(os.totalmem() / MIB),
      storageMib: disk.totalMib,
    },
    used: {
      memoryMib: Math.floor(os.totalmem() / MIB) - (await freeMemoryMib()),
      storageMib: disk.totalMib - disk.freeMib,
    },
    findings,
  };
}

/** What programs can still get; Linux counts its file cache as used. */
export async function freeMemoryMib(): Promise<number> {
  const text = await fs.readFile('/proc/meminfo', 'utf8').catch(() => '');
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(text);
  return Math.floor(
    available ? Number(available[1]) / 1024 : os.freemem() / MIB,
  );
}

function diskLow(free: number, minimum: number): Reason {
  return {
    code: 'disk-low',
    params: { free, minimum },
    text: {
      en: `Only ${free} MiB are free on the disk; new members need at least ${minimum} MiB`,
      zh: `磁盘仅剩 ${free} MiB;新成员至少需要 ${minimum} MiB`,
    },
    cure: {
      en: 'Make room on the disk, or delete instances that are not needed',
      zh: '释放磁盘空间,或删除不再需要的实例',
    },
  };
}

function otherBackend(pid: number): Reason {
  return {
    code: 'other-backend-leads',
    params: { pid },
    text: {
      en: `Another backend (process ${pid}) runs the servers here; this one takes over when it ends`,
      zh: `另一个后端(进程 ${pid})正在此运行服务器;它结束后由本后端接管`,
    },
  };
}

function unreachable(folder: string, user: string): Reason {
  return {
    code: 'root-not-reachable',
    params: { folder, user },
    text: {
      en: `The user ${user}, whom servers run as, may not pass ${folder}`,
      zh: `运行服务器的用户 ${user} 无法进入 ${folder}`,
    },
    cure: {
      en: 'Set dbaas.local.root to a folder that every user may pass, or start the backend as an ordinary user',
      zh: '请将 dbaas.local.root 设为所有用户均可进入的目录,或以普通用户启动后端',
    },
  };
}

function lostData(count: number): Reason {
  return {
    code: 'data-without-record',
    params: { count },
    text: {
      en: `${count} folders hold data of instances that have no record; they were moved to the folder “lost”`,
      zh: `有 ${count} 个目录包含无记录实例的数据;已移至“lost”目录`,
    },
    cure: {
      en: 'Look at them and delete them by hand',
      zh: '请检查后手动删除',
    },
  };
}
