import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { TenantRole } from '@dbaas-portal/plugin-dbaas-common';
import { TenantScope } from '@dbaas-portal/plugin-dbaas-node';

/** The role of somebody in a tenant; undefined where it cannot be told. */
export type StandingOf = (
  actor: string,
  tenant: string,
) => Promise<TenantRole | undefined>;

const TIMEOUT_MS = 3_000;
/** Groups in groups, and how many of them: against circles and giants. */
const MAX_LEVELS = 5;
const MAX_GROUPS = 200;
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name', 'relations'];

/** The highest first. */
export const ROLES: readonly TenantRole[] = ['owner', 'member', 'viewer'];

/** Whether the one role is less than the other; none is less than any. */
export function isLess(role: TenantRole | 'none', than: TenantRole): boolean {
  return role === 'none' || ROLES.indexOf(role) > ROLES.indexOf(than);
}

/** The highest role that one of the references has in the tenant. */
function roleIn(
  scope: TenantScope | undefined,
  refs: ReadonlySet<string>,
): TenantRole | 'none' {
  const roles = (scope?.members ?? [])
    .filter(member => refs.has(member.ref))
    .map(member => member.role);
  return ROLES.find(role => roles.includes(role)) ?? 'none';
}

const targetsOf = (entity: Entity | undefined, type: string) =>
  (entity?.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);

/**
 * Which role a person has in a tenant, by what can be known without the
 * person's token: the tenant's own record, and the groups that the catalog
 * shows to this backend.
 */
export class Standing {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      logger: LoggerService;
    },
  ) {}

  /** Undefined where the catalog does not answer, and for services. */
  async now(
    actor: string,
    scope: TenantScope | undefined,
  ): Promise<TenantRole | 'none' | undefined> {
    if (!actor.startsWith('user:')) {
      return undefined;
    }
    const refs = await this.refs(actor);
    return refs && roleIn(scope, refs);
  }

  /** The person and all groups that it is in. */
  private async refs(actor: string): Promise<Set<string> | undefined> {
    try {
      const found = new Set([actor]);
      const [person] = await this.read([actor]);
      let groups = targetsOf(person, RELATION_MEMBER_OF);
      for (let level = 0; level < MAX_LEVELS && groups.length > 0; level++) {
        groups.slice(0, MAX_GROUPS).forEach(ref => found.add(ref));
        const entities = await this.read(groups.slice(0, MAX_GROUPS));
        groups = entities
          .flatMap(group => targetsOf(group, RELATION_CHILD_OF))
          .filter(ref => !found.has(ref));
      }
      return found;
    } catch (error) {
      this.options.logger.debug('The catalog does not tell who is in what', {
        error: error instanceof Error ? error.name : 'unknown',
      });
      return undefined;
    }
  }

  private async read(refs: string[]): Promise<Array<Entity | undefined>> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('timed out')), TIMEOUT_MS);
    });
    try {
      const asked = catalog.getEntitiesByRefs(
        { entityRefs: refs, fields: FIELDS },
        { credentials },
      );
      return (await Promise.race([asked, late])).items;
    } finally {
      clearTimeout(timer);
    }
  }
}
