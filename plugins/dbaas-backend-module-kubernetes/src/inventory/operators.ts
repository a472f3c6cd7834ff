import { Finding, InventoryQuery } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { KubernetesObject } from '../client/KubernetesObject';
import { Objects } from '../client/Objects';

/** What bindings ask for; see `OperatorQuery` of dbaas-node. */
const queryShape = z.object({
  id: z.string(),
  crd: z.string(),
  apiVersion: z.string(),
  deploymentLabels: z.record(z.string(), z.string()),
});

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
};
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

const definitionShape = z.object({
  versions: z.array(z.object({ name: z.string(), served: z.boolean() })),
});
const deploymentShape = z.object({
  template: z.object({
    spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
  }),
});

/** The version in an image's tag, without digest; `unknown` where it has none. */
export function versionOfImage(image: string): string {
  const tag = /:v?([\w][\w.-]*)(?:@|$)/.exec(image)?.[1];
  return tag ?? 'unknown';
}

function servedVersion(
  definition: KubernetesObject,
  apiVersion: string,
): string | undefined {
  const parsed = definitionShape.safeParse(definition.spec);
  const wanted = apiVersion.split('/')[1];
  return parsed.success
    ? parsed.data.versions.find(v => v.served && v.name === wanted)?.name
    : undefined;
}

function imageOf(deployment: KubernetesObject): string | undefined {
  const parsed = deploymentShape.safeParse(deployment.spec);
  return parsed.success
    ? parsed.data.template.spec.containers[0]?.image
    : undefined;
}

/**
 * Operators whose definition is served and whose Deployment is there; where
 * only the definition is, the version is `unknown`.
 */
export async function findOperator(
  objects: Objects,
  query: InventoryQuery,
): Promise<Finding[]> {
  const parsed = queryShape.safeParse(query);
  if (!parsed.success) {
    return [];
  }
  const { crd, apiVersion, deploymentLabels } = parsed.data;
  const definition = await objects.get({ ...DEFINITION, name: crd });
  if (!definition || !servedVersion(definition, apiVersion)) {
    return [];
  }
  const { items } = await objects.list(DEPLOYMENT, {
    labelSelector: Object.entries(deploymentLabels)
      .map(([key, value]) => `${key}=${value}`)
      .join(','),
  });
  const [deployment] = items;
  const image = deployment && imageOf(deployment);
  return [
    {
      version: image ? versionOfImage(image) : 'unknown',
      facts: {
        ...(image ? { image } : {}),
        ...(deployment?.metadata.namespace
          ? { namespace: deployment.metadata.namespace }
          : {}),
      },
    },
  ];
}
