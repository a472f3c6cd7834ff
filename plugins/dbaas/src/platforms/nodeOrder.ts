import { LocationNode } from '@dbaas-portal/plugin-dbaas-common';

export type NodeOrder = { column: string; order: 'asc' | 'desc' };

/** What nodes are ordered by; shares, so that small and large ones compare. */
const KEYS: Record<string, (node: LocationNode) => number | string> = {
  name: node => node.name,
  state: node => (node.ready ? Number(node.cordoned) : 2),
  zone: node => node.zone ?? '',
  cpu: ({ requested, allocatable }) =>
    (requested?.cpuMillis ?? 0) / Math.max(1, allocatable.cpuMillis),
  memory: ({ requested, used, allocatable }) =>
    (requested?.memoryMib ?? used?.memoryMib ?? 0) /
    Math.max(1, allocatable.memoryMib),
  members: node => node.members,
};

const names = new Intl.Collator('en', { numeric: true });

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : names.compare(String(a), String(b));
}

/** Those that match, in the order that is wanted. */
export function shownNodes(
  nodes: LocationNode[],
  wanted: NodeOrder & { search: string; onlyTrouble: boolean },
): LocationNode[] {
  const { column, order, onlyTrouble } = wanted;
  const search = wanted.search.trim().toLowerCase();
  const keyOf = KEYS[column] ?? KEYS.name;
  const sign = order === 'desc' ? -1 : 1;
  return nodes
    .filter(
      node =>
        (!onlyTrouble || !node.ready || node.cordoned) &&
        (!search ||
          [node.name, node.zone ?? '', ...node.roles].some(text =>
            text.toLowerCase().includes(search),
          )),
    )
    .sort(
      (a, b) =>
        sign * compare(keyOf(a), keyOf(b)) || names.compare(a.name, b.name),
    );
}
