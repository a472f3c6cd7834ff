import { isKubernetesError } from '../client/KubernetesError';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';

const NODE = { apiVersion: 'v1', kind: 'Node' };

function takesPods({ spec, status }: KubernetesObject): boolean {
  const conditions = Array.isArray(status?.conditions) ? status.conditions : [];
  return (
    spec?.unschedulable !== true &&
    conditions.some(
      condition =>
        typeof condition === 'object' &&
        condition !== null &&
        !Array.isArray(condition) &&
        condition.type === 'Ready' &&
        condition.status === 'True',
    )
  );
}

/**
 * Nodes that are ready and not closed to new pods. Undefined without the right
 * to see nodes: then the scheduler alone knows.
 */
export async function nodesForMembers(
  objects: Objects,
): Promise<string[] | undefined> {
  try {
    const { items } = await objects.list(NODE);
    return items.filter(takesPods).map(({ metadata }) => metadata.name);
  } catch (error) {
    if (isKubernetesError(error, 'forbidden')) {
      return undefined;
    }
    throw error;
  }
}
