import {
  LocationDetail,
  LocationNode,
  LocationSummary,
  NodeMembers,
} from '@dbaas-portal/plugin-dbaas-common';
import { offers } from './engines';
import { NOW } from './instances';

const minutesAgo = (minutes: number) =>
  new Date(NOW - minutes * 60_000).toISOString();

const use = {
  health: { green: 5, yellow: 1, red: 0, grey: 0 },
  promised: {
    cpuMillis: 3500,
    memoryMib: 4096,
    storageMib: 20480,
    instances: 6,
  },
};

/** This machine, with a disk that is nearly full. */
export const here: LocationSummary = {
  id: 'local',
  platform: 'local',
  name: { en: 'This machine', zh: '本机' },
  reachable: { available: true },
  capacity: { cpuMillis: 8000, memoryMib: 16384, storageMib: 102400 },
  used: { memoryMib: 9000, storageMib: 90000 },
  use,
  findings: [
    {
      code: 'disk-low',
      text: { en: 'The disk is nearly full', zh: '磁盘即将写满' },
      cure: { en: 'Make room', zh: '释放空间' },
    },
  ],
};

export const machine: LocationDetail = {
  location: here,
  observedAt: minutesAgo(0),
  nodes: {
    items: [
      {
        name: 'workshop',
        ready: true,
        cordoned: false,
        roles: [],
        remarks: [],
        allocatable: { cpuMillis: 8000, memoryMib: 16384 },
        used: { memoryMib: 9000 },
        members: 9,
      },
    ],
    notes: [],
  },
  storage: {
    items: [
      {
        name: '/srv/databases',
        isDefault: true,
        totalMib: 102400,
        freeMib: 12400,
      },
    ],
    notes: [],
  },
  unplaced: 0,
  offers,
};

const nodeOf = (n: number): LocationNode => ({
  name: `node-${n}`,
  ready: n !== 3,
  ...(n === 3 && {
    reason: {
      code: 'node-not-ready',
      text: { en: 'It is not ready: agent stopped', zh: '未就绪:代理停止' },
    },
  }),
  cordoned: n === 4,
  zone: `zone-${n % 3}`,
  roles: n === 0 ? ['control-plane'] : [],
  remarks:
    n === 0
      ? [{ en: 'Takes only what tolerates dedicated', zh: '仅接受容忍者' }]
      : [],
  version: 'v1.34.4',
  allocatable: { cpuMillis: 16000, memoryMib: 65536, places: 110 },
  requested: { cpuMillis: 100 * (n % 160), memoryMib: 1024, places: 12 },
  members: n % 7,
});

/** A large cluster that has stopped to answer and lacks what it needs. */
export const cluster: LocationDetail = {
  location: {
    id: 'east',
    platform: 'clusters',
    name: { en: 'East', zh: '东区' },
    reachable: {
      available: false,
      reason: {
        code: 'cut',
        text: { en: 'It is cut off', zh: '连接已断开' },
      },
    },
    unreachableSince: minutesAgo(12),
    use,
    findings: [],
  },
  observedAt: minutesAgo(13),
  nodes: {
    items: Array.from({ length: 3000 }, (_, n) => nodeOf(n)),
    notes: [],
  },
  storage: {
    items: [
      {
        name: 'fast',
        isDefault: true,
        provisioner: 'csi.example',
        canGrow: true,
        binding: 'first-use',
      },
      {
        name: 'old',
        isDefault: false,
        provisioner: 'csi.example',
        canGrow: false,
        binding: 'immediate',
      },
    ],
    notes: [],
  },
  rights: {
    items: [
      {
        group: 'quarry.example',
        resource: 'quarries',
        verb: 'patch',
        tenant: 'shop',
        neededBy: ['quarry-operator'],
      },
      { group: '', resource: 'nodes', verb: 'list', neededBy: [] },
    ],
    notes: [
      {
        code: 'rights-missing',
        text: { en: 'It may not do all', zh: '权限不足' },
        command: 'apply rights.yaml',
      },
    ],
  },
  unplaced: 2,
  offers: [
    {
      engine: 'quarry',
      platform: 'clusters',
      location: 'east',
      controller: 'quarry-operator',
      provider: 'Quarry Operator 3.1',
      tested: ['3.1', '3.2'],
      available: { available: true },
      versions: offers[0].versions,
      topologies: offers[0].topologies,
      tls: { available: true },
    },
    {
      engine: 'ember',
      platform: 'clusters',
      location: 'east',
      controller: 'ember-operator',
      tested: ['1.0'],
      available: {
        available: false,
        reason: {
          code: 'operator-not-found',
          text: {
            en: 'Ember Operator is not installed in this cluster',
            zh: '该集群未安装 Ember Operator',
          },
          cure: { en: 'Install it', zh: '请安装' },
          command: 'install ember-operator',
        },
      },
      versions: [],
      topologies: [],
      tls: { available: false },
    },
  ],
};

export const nodeMembers: NodeMembers = {
  total: 3,
  items: [
    {
      uid: 'uid-0',
      instance: 'orders',
      tenant: 'shop',
      engine: 'quarry',
      health: 'green',
      member: { name: 'orders-1', role: 'primary', ready: true },
    },
    {
      uid: 'uid-1',
      instance: 'carts',
      tenant: 'shop',
      engine: 'quarry',
      health: 'yellow',
      member: { name: 'carts-2', role: 'replica', ready: false },
    },
  ],
};
