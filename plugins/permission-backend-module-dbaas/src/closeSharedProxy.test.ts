import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { closeSharedProxy } from './closeSharedProxy';
import { combinePolicies, decideRest } from './combinePolicies';

const named = (name: string) => createPermission({ name, attributes: {} });

async function decide(name: string, reuseClusters?: boolean) {
  const config = new ConfigReader(
    reuseClusters === undefined
      ? {}
      : { dbaas: { kubernetes: { reuseClusters } } },
  );
  const policy = combinePolicies(closeSharedProxy(config), decideRest('allow'));
  const ref = 'user:default/dan';
  const { result } = await policy.handle(
    { permission: named(name) },
    {
      credentials: mockCredentials.user(ref),
      info: { userEntityRef: ref, ownershipEntityRefs: [ref] },
    },
  );
  return result;
}

describe('the proxy of the Kubernetes plugin', () => {
  it('is nobody’s where it has the portal’s own login, and as ever elsewhere', async () => {
    expect(await decide('kubernetes.proxy', true)).toBe(AuthorizeResult.DENY);
    expect(await decide('kubernetes.proxy', false)).toBe(AuthorizeResult.ALLOW);
    expect(await decide('kubernetes.proxy')).toBe(AuthorizeResult.ALLOW);
    expect(await decide('kubernetes.resources.read', true)).toBe(
      AuthorizeResult.ALLOW,
    );
  });
});
