import {
  InstanceSpec,
  InstanceStatus,
  LocalizedText,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  driverStep,
  LocalResource,
  localStep,
  NextInput,
  RecipeStep,
  SECRET_ADMIN,
  secretOfUser,
  Step,
  WaitStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { dataMembers } from '../names';
import { address, render } from '../render';

export type Input = NextInput<LocalResource>;

/** Who is primary now; before anything is seen, the first member. */
export function currentPrimary(input: Input): string {
  const seen = input.status.members.find(m => m.role === 'primary' && m.ready);
  if (seen) {
    return seen.name;
  }
  const stable = input.evidence.resources
    .map(o => o.resource)
    .find(r => r.kind === 'LocalAddress');
  return stable?.kind === 'LocalAddress' ? stable.spec.targets[0] : 'm1';
}

/** Where clients of a member connect. */
export function addressOfMember(
  status: InstanceStatus,
  member: string,
): { host: string; port: number } {
  const found = status.endpoints.find(e => e.member === member);
  return { host: found?.host ?? '127.0.0.1', port: found?.port ?? 0 };
}

export const allReady = (spec: InstanceSpec) => (status: InstanceStatus) =>
  status.health === 'green' &&
  status.members.filter(m => m.role !== 'sentinel').length === spec.members;

/** Waits until every member serves. */
export function untilGreen(spec: InstanceSpec, id = 'serve'): WaitStep {
  return waitUntil({
    id,
    title: { en: 'Wait until all members serve', zh: '等待所有成员就绪' },
    timeoutSeconds: 120,
    until: allReady(spec),
  });
}

/** Writes and reads through the address that clients use. */
export function probeThrough(spec: InstanceSpec): Step {
  const writer = spec.users.find(
    u => !u.locked && u.grants.some(g => g.level !== 'read'),
  );
  return coreStep(
    {
      id: 'probe',
      title: {
        en: 'Write and read through its address',
        zh: '通过访问地址写入并读取',
      },
      timeoutSeconds: 30,
    },
    'probe',
    {
      endpoint: 'rw',
      secret: writer ? secretOfUser(writer.name) : SECRET_ADMIN,
    },
  );
}

/** Writes the resources as the target wants them, with the primary as it is. */
export function applyAll(
  input: Input,
  title: LocalizedText,
  options: { id?: string; primary?: string } = {},
): Step {
  const primary = options.primary ?? currentPrimary(input);
  return localStep.apply(
    { id: options.id ?? 'apply', title },
    render(input.target, input.context, primary),
  );
}

/** Points the stable address to a member. */
export function pointAddress(input: Input, primary: string): Step[] {
  const resources = address(input.target, input.context, primary);
  return resources.length === 0
    ? []
    : [
        localStep.apply(
          {
            id: `address/${primary}`,
            title: {
              en: `Point the address to ${primary}`,
              zh: `将访问地址指向 ${primary}`,
            },
          },
          resources,
        ),
      ];
}

/** The same action on each data member, the replicas too: they keep their own. */
export function onEachMember(
  spec: InstanceSpec,
  id: string,
  title: (member: string) => LocalizedText,
  action: string,
  inputOf: Step['input'],
): RecipeStep[] {
  return dataMembers(spec.members).map(member =>
    driverStep({ id: `${id}/${member}`, title: title(member) }, action, {
      ...inputOf,
      member,
    }),
  );
}
