import { InstanceStatus } from '@dbaas-portal/plugin-dbaas-common';
import {
  driverStep,
  RecipeStep,
  Step,
  waitUntil,
} from '@dbaas-portal/plugin-dbaas-node';
import { applyAll, Scene } from '../scene';

/** Begins the ids of steps that hand the primary's role over. */
export const LEAD = 'lead/';

const JOIN_SECONDS = 180;

/** Whether a member of the group takes writes. */
export const isLed = (status: InstanceStatus) =>
  status.members.some(m => m.role === 'primary' && m.ready);

const leads = (status: InstanceStatus, member: string) =>
  status.members.some(
    m => m.name === member && m.role === 'primary' && m.ready,
  );

export function bootstrap(member: string): RecipeStep {
  return driverStep(
    {
      id: 'bootstrap',
      title: { en: 'Begin the group', zh: '引导复制组' },
      timeoutSeconds: JOIN_SECONDS,
      cancellable: false,
    },
    'group-bootstrap',
    { member },
  );
}

/** A member is in the group once the others have filled it. */
export function join(member: string): RecipeStep[] {
  const title = {
    en: `Let ${member} join the group`,
    zh: `让 ${member} 加入复制组`,
  };
  return [
    driverStep(
      { id: `join/${member}`, title, timeoutSeconds: JOIN_SECONDS },
      'group-join',
      { member },
    ),
    waitUntil({
      id: `joined/${member}`,
      title: {
        en: `Wait until ${member} has what the others have`,
        zh: `等待 ${member} 与其他成员同步`,
      },
      timeoutSeconds: 600,
      until: status => status.members.some(m => m.name === member && m.ready),
    }),
  ];
}

/** The members that run come together again at each start of their own. */
export const keep = (scene: Scene): Step =>
  applyAll(
    scene,
    {
      en: 'Let members join again by themselves',
      zh: '使成员启动后自动加入复制组',
    },
    { id: 'keep' },
  );

/** The id holds from whom to whom: later the members say something else. */
export const lead = (from: string, to: string) =>
  driverStep(
    {
      id: `${LEAD}${from}/${to}`,
      title: {
        en: `Hand the role of ${from} to ${to}`,
        zh: `将 ${from} 的角色交给 ${to}`,
      },
      timeoutSeconds: 90,
    },
    'group-lead',
    { member: to },
  );

export const untilLed = (member: string) =>
  waitUntil({
    id: `primary/${member}`,
    title: {
      en: `Wait until ${member} is the primary`,
      zh: `等待 ${member} 成为主节点`,
    },
    timeoutSeconds: 60,
    until: status => leads(status, member),
  });
