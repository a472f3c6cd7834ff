import {
  MissingRight,
  Reason,
  Surveyed,
} from '@dbaas-portal/plugin-dbaas-common';
import { AccessNeed, AccessRule } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { accessOf, ClusterAccess } from '../access';
import { ApiClient } from '../client/ApiClient';
import { notes } from './notes';

const PATH = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const AT_ONCE = 8;
/** Tenants' spaces get the same binding; a few of them tell of all. */
const TENANTS = 3;
const MOST = 400;

const reviewShape = z.object({
  status: z.object({ allowed: z.boolean() }),
});

type Check = Omit<MissingRight, 'neededBy'> & { neededBy: Set<string> };

/** Every right once, with all who need it. */
function checksOf(
  own: ClusterAccess,
  needs: AccessNeed[],
  tenants: string[],
): Check[] {
  const checks = new Map<string, Check>();
  const add = (rules: AccessRule[], controller?: string, tenant?: string) => {
    for (const { group, resources, verbs } of rules) {
      for (const resource of resources) {
        for (const verb of verbs) {
          const key = [group, resource, verb, tenant ?? ''].join(' ');
          const check = checks.get(key) ?? {
            group,
            resource,
            verb,
            ...(tenant === undefined ? {} : { tenant }),
            neededBy: new Set<string>(),
          };
          if (controller) {
            check.neededBy.add(controller);
          }
          checks.set(key, check);
        }
      }
    }
  };
  const all = [
    { controller: undefined, access: own },
    ...needs.map(({ controller, rules }) => ({
      controller,
      access: accessOf(rules),
    })),
  ];
  for (const { controller, access } of all) {
    add(access.cluster, controller);
    tenants.forEach(tenant => add(access.tenants, controller, tenant));
  }
  return [...checks.values()];
}

async function isAllowed(client: ApiClient, check: Check): Promise<boolean> {
  const [resource, subresource] = check.resource.split('/');
  const answer = await client.request('POST', PATH, {
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          group: check.group,
          resource,
          ...(subresource ? { subresource } : {}),
          verb: check.verb,
          ...(check.tenant ? { namespace: check.tenant } : {}),
        },
      },
    },
  });
  return reviewShape.parse(answer).status.allowed;
}

/** Asks the API server what the portal may not do although it needs to. */
export async function readRights(
  client: ApiClient,
  own: ClusterAccess,
  needs: AccessNeed[],
  tenants: string[],
): Promise<Surveyed<MissingRight>> {
  const looked = [...tenants].sort().slice(0, TENANTS);
  const checks = checksOf(own, needs, looked);
  const asked = checks.slice(0, MOST);
  const items: MissingRight[] = [];
  let next = 0;
  const ask = async () => {
    while (next < asked.length) {
      const check = asked[next++];
      if (!(await isAllowed(client, check))) {
        items.push({ ...check, neededBy: [...check.neededBy].sort() });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const said: Reason[] = [];
  if (items.length > 0) {
    said.push(notes.rightsMissing());
  }
  if (tenants.length === 0) {
    said.push(notes.noTenant());
  } else if (tenants.length > looked.length || checks.length > asked.length) {
    said.push(notes.sampled(looked.length, tenants.length));
  }
  const keyOf = (r: MissingRight) =>
    [r.tenant ?? '', r.group, r.resource, r.verb].join(' ');
  return {
    items: items.sort((a, b) => keyOf(a).localeCompare(keyOf(b))),
    notes: said,
  };
}
