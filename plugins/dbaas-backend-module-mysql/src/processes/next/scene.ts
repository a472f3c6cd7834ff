import { InstanceSpec, LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  LocalResource,
  localStep,
  NextInput,
  offerReasons,
  RecipeStep,
  Step,
  StepResult,
  WaitStep,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { AccountScene } from '../../recipes/accounts';
import { isGroup, ProcessesKind } from '../kind';
import { currentPrimary, memberNames } from '../members';
import { Arrangement, render } from '../render';

/** What every recipe looks at. On the way back, `spec` is where it leads. */
export type Scene = AccountScene & {
  kind: ProcessesKind;
  /** Its journal is that of this way alone. */
  input: NextInput<LocalResource>;
  /** What was done on both ways. */
  history: StepResult[];
  before?: InstanceSpec;
  /** Who is primary now. */
  primary: string;
  existing: LocalResource[];
};

export type Recipe = (scene: Scene) => RecipeStep[];

export function sceneOf(
  kind: ProcessesKind,
  input: NextInput<LocalResource>,
  history: StepResult[],
): Scene {
  const existing = input.evidence.resources.map(r => r.resource);
  const back = input.operation.mode === 'clean-up' && input.before;
  const spec = back ? back : input.target;
  const primary = currentPrimary(input.status, existing);
  return {
    kind,
    input,
    history,
    spec,
    before: back ? input.target : input.before,
    primary,
    // Who leads a group may change at any time.
    ...(isGroup(spec) ? {} : { writer: primary }),
    existing,
  };
}

/** Whether a step whose id begins so has begun on this way. */
export function isDone({ input }: Scene, prefix: string): boolean {
  return input.journal.some(r => r.id.startsWith(prefix));
}

/** The port at which a member listens. */
export function portOf(scene: Scene, member: string): number {
  const { endpoints } = scene.input.status;
  return endpoints.find(e => e.member === member)?.port ?? 0;
}

/** Writes the resources as the spec wants them, with roles as they are. */
export function applyAll(
  scene: Scene,
  title: LocalizedText,
  options: { id?: string; order?: string[] } & Partial<Arrangement> = {},
): Step {
  const { id, order = [], ...arrangement } = options;
  const resources = render(scene.kind, scene.spec, scene.input.context, {
    writer: scene.primary,
    address: scene.primary,
    birth: scene.input.operation.id,
    existing: scene.existing,
    ...arrangement,
  });
  const place = (r: LocalResource) => order.indexOf(r.metadata.name);
  return localStep.apply(
    { id: id ?? 'apply', title, timeoutSeconds: 300 },
    resources.sort((a, b) => place(a) - place(b)),
  );
}

/** Waits until these members answer, whatever their role. */
export function untilAnswering(members: string[], id = 'answer'): WaitStep {
  return waitUntil({
    id,
    title: {
      en: `Wait until ${members.join(', ')} answers`,
      zh: `等待 ${members.join('、')} 响应`,
    },
    timeoutSeconds: 180,
    until: status =>
      members.every(name =>
        status.members.some(m => m.name === name && m.role !== 'unknown'),
      ),
  });
}

/** Lets a member follow another. */
export function follow(
  scene: Scene,
  member: string,
  primary: string,
  demote = false,
): Step {
  return driverStep(
    {
      id: `follow/${member}`,
      title: {
        en: `Let ${member} follow ${primary}`,
        zh: `让 ${member} 跟随 ${primary}`,
      },
    },
    'follow',
    { member, port: portOf(scene, primary), demote },
  );
}

/** All members, the primary last: the order in which restarts hurt least. */
export function primaryLast(scene: Scene): string[] {
  return [
    ...memberNames(scene.spec.members).filter(m => m !== scene.primary),
    scene.primary,
  ];
}

/** The replicas that could take over, the one that is least behind first. */
export function replicasReady(scene: Scene): string[] {
  return scene.input.status.members
    .filter(m => m.role === 'replica' && m.ready)
    .sort((a, b) => (a.lagSeconds ?? 0) - (b.lagSeconds ?? 0))
    .map(m => m.name);
}

/** Fails before anything is done where nobody could take over. */
export const refuseSwitchover = waitUntil({
  id: 'replica',
  title: { en: 'Look for a replica that is ready', zh: '查找可接管的副本' },
  timeoutSeconds: 1,
  until: () => offerReasons.noReadyReplica(),
});
