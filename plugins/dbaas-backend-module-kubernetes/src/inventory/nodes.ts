import { LocalizedText, NodeStatus } from '@dbaas-portal/plugin-dbaas-common';
import { z } from 'zod';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';
import { mebibytes, millis, quantity } from './quantity';

const NODE = { apiVersion: 'v1', kind: 'Node' };
const ROLE = 'node-role.kubernetes.io/';
const ZONE = 'topology.kubernetes.io/zone';
/** More are not shown: no page and no person reads them. */
const MOST = 10_000;
const LONGEST = 300;

const nodeShape = z.object({
  spec: z
    .object({
      unschedulable: z.boolean().optional(),
      taints: z
        .array(
          z.object({
            key: z.string(),
            value: z.string().optional(),
            effect: z.string(),
          }),
        )
        .optional(),
    })
    .optional(),
  status: z
    .object({
      allocatable: z.record(z.string(), z.unknown()).optional(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .optional(),
      nodeInfo: z.object({ kubeletVersion: z.string() }).optional(),
    })
    .optional(),
});

type NodeShape = z.infer<typeof nodeShape>;
type Taint = NonNullable<NonNullable<NodeShape['spec']>['taints']>[number];

/** A node, with the room for what members keep beside their volumes. */
export type ClusterNode = NodeStatus & { ephemeralMib: number };
export type Nodes = { items: ClusterNode[]; isWhole: boolean };

const PRESSURES: Record<string, LocalizedText> = {
  MemoryPressure: { en: 'Memory is short', zh: '内存不足' },
  DiskPressure: { en: 'The disk is nearly full', zh: '磁盘即将写满' },
  PIDPressure: { en: 'Too many processes run', zh: '进程数过多' },
  NetworkUnavailable: { en: 'Its network is not set up', zh: '网络未就绪' },
};

/** What a taint means for who may run there. */
function taintText({ key, value, effect }: Taint): LocalizedText {
  const what = value ? `${key}=${value}` : key;
  switch (effect) {
    case 'NoExecute':
      return {
        en: `Takes, and keeps, only what tolerates ${what}`,
        zh: `仅接受并保留容忍 ${what} 的负载`,
      };
    case 'PreferNoSchedule':
      return {
        en: `Avoided by what does not tolerate ${what}`,
        zh: `不容忍 ${what} 的负载会尽量避开`,
      };
    default:
      return {
        en: `Takes only what tolerates ${what}`,
        zh: `仅接受容忍 ${what} 的负载`,
      };
  }
}

/** Taints that only repeat what the node's state says. */
const isOfState = ({ key }: Taint) => key.startsWith('node.kubernetes.io/');

function notReady(
  condition: { reason?: string; message?: string } | undefined,
): NodeStatus['reason'] {
  const what = (
    condition?.message ??
    condition?.reason ??
    'its agent has told nothing yet'
  ).slice(0, LONGEST);
  return {
    code: 'node-not-ready',
    params: { what },
    text: { en: `It is not ready: ${what}`, zh: `未就绪:${what}` },
  };
}

/** What the page tells of a node, and nothing of the rest of the object. */
export function nodeOf(object: KubernetesObject): ClusterNode {
  const parsed = nodeShape.safeParse(object);
  const { spec = {}, status = {} } = parsed.success ? parsed.data : {};
  const { labels = {}, name } = object.metadata;
  const conditions = status.conditions ?? [];
  const readiness = conditions.find(c => c.type === 'Ready');
  const ready = readiness?.status === 'True';
  const { allocatable = {} } = status;
  const zone = labels[ZONE];
  const version = status.nodeInfo?.kubeletVersion;
  return {
    name,
    ready,
    ...(ready ? {} : { reason: notReady(readiness) }),
    cordoned: spec.unschedulable === true,
    ...(zone ? { zone } : {}),
    roles: Object.keys(labels)
      .filter(label => label.startsWith(ROLE))
      .map(label => label.slice(ROLE.length))
      .sort(),
    remarks: [
      ...conditions
        .filter(c => c.status === 'True' && c.type in PRESSURES)
        .map(c => PRESSURES[c.type]),
      ...(spec.taints ?? []).filter(t => !isOfState(t)).map(taintText),
    ],
    ...(version ? { version } : {}),
    allocatable: {
      cpuMillis: millis(allocatable.cpu),
      memoryMib: mebibytes(allocatable.memory),
      places: quantity(allocatable.pods),
    },
    ephemeralMib: mebibytes(allocatable['ephemeral-storage']),
  };
}

/** All nodes, page by page; of each only what is told. */
export async function readNodes(objects: Objects): Promise<Nodes> {
  const items: ClusterNode[] = [];
  for await (const page of objects.pages(NODE)) {
    items.push(...page.map(nodeOf));
    if (items.length >= MOST) {
      return { items: items.slice(0, MOST), isWhole: false };
    }
  }
  return { items, isWhole: true };
}

/** Nodes that are ready and not closed to new pods. */
export function nodesForMembers({ items }: Nodes): string[] {
  return items
    .filter(({ ready, cordoned }) => ready && !cordoned)
    .map(({ name }) => name);
}
