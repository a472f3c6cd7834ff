import fs from 'node:fs/promises';
import path from 'node:path';
import { LocalCommand } from '@dbaas-portal/plugin-dbaas-node';
import { Instance } from '../instances/Instance';
import { freeMib, MAKE_ROOM } from '../location/disk';
import { LocalError } from '../LocalError';
import { runCommand } from '../supervisor/runCommand';

const FULL = /no space left on device|disk (is )?full|errcode: 28\b|ENOSPC/i;

/** Runs a command of a member; throws when it fails. */
export async function runMemberCommand(
  instance: Instance,
  name: string,
  command: LocalCommand,
  signal: AbortSignal,
): Promise<void> {
  const { layout } = instance.machine;
  const launch = instance.commandLaunch(name, command);
  const exit = await runCommand({
    launch,
    timeoutSeconds: command.timeoutSeconds,
    stateFile: layout.command(instance.uid, name),
    signal,
  });
  if (exit !== 0) {
    throw await commandFailed(instance, name, command, exit);
  }
  await fs.rm(launch.log, { force: true });
}

async function commandFailed(
  instance: Instance,
  name: string,
  command: LocalCommand,
  exit: number,
): Promise<LocalError> {
  const { layout } = instance.machine;
  const log = await instance.logTail(layout.commandLog(instance.uid, name));
  const program = path.basename(command.program);
  const params = { member: name, program, exit, log };
  const free = await freeMib(layout.root);
  if (FULL.test(log) || free < 8) {
    return new LocalError(
      'disk-full',
      {
        en: `The disk is full: ${program} of ${name} ended with ${exit}\n${log}`,
        zh: `磁盘已满:${name} 的 ${program} 以 ${exit} 退出\n${log}`,
      },
      {
        params,
        cure: MAKE_ROOM,
      },
    );
  }
  return new LocalError(
    'program-failed',
    {
      en: `${program} of ${name} ended with ${exit}\n${log}`,
      zh: `${name} 的 ${program} 以 ${exit} 退出\n${log}`,
    },
    { params },
  );
}
