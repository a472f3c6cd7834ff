import { Instance } from '@dbaas-portal/plugin-dbaas-common';
import { DefaultRegistry } from '../../engines/DefaultRegistry';
import { ErrorDetails } from '../../errors';
import { unknown } from './names';

/** How many nodes an error names. */
const NAMED = 20;

export function checkMember(
  { status }: Instance,
  member: string | undefined,
): ErrorDetails[] {
  const names = status.members.map(m => m.name);
  return member === undefined || names.includes(member)
    ? []
    : [unknown(member, names, 'input.member')];
}

/**
 * A member that answers, and another node that takes one: the platform knows
 * its nodes, and says so where it can.
 */
export async function checkMove(
  instance: Instance,
  { member, node }: { member: string; node: string },
  registry: DefaultRegistry,
): Promise<ErrorDetails[]> {
  const { spec } = instance.record;
  const known = instance.status.members.find(m => m.name === member);
  if (!known) {
    return checkMember(instance, member);
  }
  if (!known.ready) {
    return [
      {
        code: 'not-running',
        field: 'input.member',
        params: { name: member },
      },
    ];
  }
  if (known.node === node) {
    return [
      {
        code: 'invalid-request',
        field: 'input.node',
        words: {
          detail: {
            en: `${member} is on ${node} already`,
            zh: `${member} 已在 ${node} 上`,
          },
        },
      },
    ];
  }
  const nodes = await registry.platform(spec.platform)?.nodes?.(spec.location);
  return nodes === undefined || nodes.includes(node)
    ? []
    : [unknown(node, nodes.slice(0, NAMED), 'input.node')];
}
