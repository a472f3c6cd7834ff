import {
  InstanceSpec,
  InstanceStatus,
  LocalizedText,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  coreStep,
  driverStep,
  localRecipe,
  LocalResource,
  localStep,
  NextInput,
  primaryOfLocal,
  RecipeStep,
  SECRET_ADMIN,
  secretOfUser,
  Step,
  WaitStep,
} from '@dbaas-portal/plugin-dbaas-node';
import { dataMembers, isSentinel } from '../names';
import { address, render } from '../render';

export type Input = NextInput<LocalResource>;

/** Who is primary now; before anything is seen, the first member. */
export function currentPrimary(input: Input): string {
  const resources = input.evidence.resources.map(o => o.resource);
  return primaryOfLocal(input.status, resources) ?? 'm1';
}

/** Where clients of a member connect. */
export function addressOfMember(
  status: InstanceStatus,
  member: string,
): { host: string; port: number } {
  const found = status.endpoints.find(e => e.member === member);
  return { host: found?.host ?? '127.0.0.1', port: found?.port ?? 0 };
}

/** Waits until every member serves; Sentinels hold no data. */
export function untilGreen(spec: InstanceSpec): WaitStep {
  return localRecipe.untilServing(spec, { holdsData: m => !isSentinel(m) });
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
