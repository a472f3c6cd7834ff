import { JsonObject } from '@backstage/types';
import { LocalCommand } from '@dbaas-portal/plugin-dbaas-node';
import { Instance } from '../instances/Instance';
import { makeMemberFolders } from '../instances/folders';
import { checkProgram } from './check';
import { runMemberCommand } from './command';

const KEPT_RUNS = 100;

/**
 * Runs a program once for a step: a step that is executed again after it has
 * succeeded does nothing. One that was cut off runs again.
 */
export async function run(
  instance: Instance,
  input: { member: string; command: LocalCommand },
  options: { key: string; signal: AbortSignal },
): Promise<JsonObject> {
  const { manifest } = instance;
  const before = manifest.runs.find(r => r.key === options.key);
  if (before) {
    return { exit: before.exit };
  }
  instance.member(input.member);
  checkProgram(input.command);
  await makeMemberFolders(instance.machine, instance.uid, input.member);
  await instance.writeFiles(input.member);
  await runMemberCommand(instance, input.member, input.command, options.signal);
  manifest.runs = [
    ...manifest.runs.slice(1 - KEPT_RUNS),
    { key: options.key, exit: 0 },
  ];
  await instance.save();
  return { exit: 0 };
}
