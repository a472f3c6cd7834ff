import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Step } from '../contracts';
import { FakeWorld } from './FakeWorld';

/** Does what a step of the fake platform says. */
export function performStep(
  world: FakeWorld,
  step: Step,
  uid: string,
): JsonObject {
  const servers = world.serversOf(uid);
  switch (step.action) {
    case 'apply':
      apply(world, step, uid);
      return { applied: servers.size };
    case 'restart':
      for (const server of servers.values()) {
        server.running = true;
        server.restarts += 1;
      }
      return {};
    case 'promote':
      for (const server of servers.values()) {
        server.primary = server.name === step.input.member;
      }
      return {};
    case 'remove-all':
      world.servers.delete(uid);
      return {};
    default:
      throw new InputError(`No such action: ${step.action}`);
  }
}

/** Makes what is missing, changes what is there, removes what is not named. */
function apply(world: FakeWorld, step: Step, uid: string): void {
  const servers = world.serversOf(uid);
  const wanted = Array.isArray(step.input.servers) ? step.input.servers : [];
  const names = wanted.map(String);
  const primary = names.find(name => servers.get(name)?.primary) ?? names[0];
  for (const name of names) {
    const known = servers.get(name);
    if (!known) {
      world.count(`server ${uid} ${name}`);
    }
    servers.set(name, {
      name,
      port: known?.port ?? world.takePort(),
      incarnation: String(step.input.incarnation),
      running: step.input.running === true,
      primary: name === primary,
      databases: known?.databases ?? [],
      users: known?.users ?? {},
      restarts: known?.restarts ?? 0,
    });
  }
  for (const name of [...servers.keys()]) {
    if (!names.includes(name)) {
      servers.delete(name);
    }
  }
}
