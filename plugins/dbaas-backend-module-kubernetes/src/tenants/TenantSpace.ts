import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { TenantRecord } from '@dbaas-portal/plugin-dbaas-common';
import { isKubernetesError } from '../client/KubernetesError';
import { Objects } from '../client/Objects';
import { MANAGED_LABEL, MANAGED_VALUE } from '../labels';
import {
  namespaceObject,
  renderBindings,
  renderTenant,
  TenantPolicy,
} from './render';

const BINDING_MS = 5_000;
const LOOK_MS = 100;

const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace' };

/** The isolated space of a tenant in one cluster: its namespace. */
export class TenantSpace {
  constructor(
    private readonly objects: Objects,
    private readonly location: string,
    private readonly policy: TenantPolicy,
  ) {}

  /** Makes it, changes it, repairs it: the same call. */
  async make({ spec }: TenantRecord): Promise<void> {
    const { name } = spec;
    const there = await this.objects.get({ ...NAMESPACE, name });
    if (there && there.metadata.labels?.[MANAGED_LABEL] !== MANAGED_VALUE) {
      throw new ConflictError(
        `The namespace '${name}' is there already and is not the portal's: label it ${MANAGED_LABEL}=${MANAGED_VALUE} to hand it over, or choose another name`,
      );
    }
    await this.objects.apply(namespaceObject(spec, this.policy));
    const quota = spec.quotas[this.location] ?? {};
    for (const object of renderTenant(spec, quota, this.policy)) {
      await this.onceAllowed(() => this.objects.apply(object));
    }
  }

  /**
   * Enters pods of the namespace. A tenant that was made before the right to
   * do so was wanted gets its binding now.
   */
  async onceEntered<T>(name: string, enter: () => Promise<T>): Promise<T> {
    try {
      return await enter();
    } catch (error) {
      const wanted = this.policy.binding?.terminalClusterRole !== undefined;
      if (!wanted || !isKubernetesError(error, 'forbidden')) {
        throw error;
      }
    }
    for (const binding of renderBindings(name, this.policy)) {
      await this.objects.apply(binding);
    }
    return this.onceAllowed(enter);
  }

  /** A binding that was just made takes a moment to be heard of. */
  private async onceAllowed<T>(work: () => Promise<T>): Promise<T> {
    const until = Date.now() + (this.policy.binding ? BINDING_MS : 0);
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isKubernetesError(error, 'forbidden') || Date.now() > until) {
          throw error;
        }
        await sleep(LOOK_MS);
      }
    }
  }

  /** The namespace goes with everything in it, if it is the portal's. */
  async remove(name: string): Promise<void> {
    const there = await this.objects.get({ ...NAMESPACE, name });
    if (there?.metadata.labels?.[MANAGED_LABEL] === MANAGED_VALUE) {
      await this.objects.delete({ ...NAMESPACE, name });
    }
  }
}
