import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_INSTANCE_UID,
  Dependants,
  InstanceRecord,
} from '@dbaas-portal/plugin-dbaas-common';

/** The catalog is asked by people who wait and by deletions that must not. */
const TIMEOUT_MS = 5000;
const MAX_ITEMS = 500;

export type Dependant = Dependants['items'][number];

/** Gives up waiting; the answer that comes later is dropped. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function itemOf(entity: Entity): Dependant {
  const owner = entity.relations?.find(r => r.type === 'ownedBy')?.targetRef;
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    ...(owner && { owner }),
  };
}

export function unnamed(entityRef: string): Dependant {
  return { entityRef, title: entityRef };
}

/**
 * What depends on an instance: what its record names, and what the catalog
 * says depends on its Resource.
 */
export class CatalogDependants {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
    },
  ) {}

  /**
   * For a deletion: all of them, whoever asks. While the catalog does not
   * answer, nobody knows that nothing depends on it, so deletion waits.
   */
  async forDeletion(record: InstanceRecord): Promise<Dependants> {
    const found = await this.refs(record);
    if (!found.complete && found.refs.length === 0) {
      const text = {
        en: 'The catalog does not answer, so what depends on it is not known',
        zh: '软件目录无响应,无法得知哪些组件依赖它',
      };
      throw Object.assign(new ServiceUnavailableError(text.en), {
        code: 'location-unreachable',
        params: { location: 'catalog' },
        text,
      });
    }
    return { items: found.refs.map(unnamed), complete: found.complete };
  }

  async refs(
    record: InstanceRecord,
  ): Promise<{ refs: string[]; complete: boolean }> {
    const own = record.spec.dependants;
    const { auth, catalog, logger } = this.options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const response = await within(
        catalog.getEntities(
          {
            filter: {
              kind: 'Resource',
              [`metadata.annotations.${ANNOTATION_INSTANCE_UID}`]: record.uid,
            },
            fields: ['kind', 'metadata.name', 'relations'],
          },
          { credentials },
        ),
      );
      const related = response.items.flatMap(resource =>
        (resource.relations ?? [])
          .filter(relation => relation.type === 'dependencyOf')
          .map(relation => relation.targetRef),
      );
      const refs = [...new Set([...own, ...related])];
      return {
        refs: refs.slice(0, MAX_ITEMS),
        complete: refs.length <= MAX_ITEMS,
      };
    } catch (error) {
      logger.warn(`The catalog did not say what depends on ${record.uid}`, {
        error: String(error),
      });
      return { refs: [...own], complete: false };
    }
  }

  /** Names, as far as the credentials may read them; undefined for none. */
  async named(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, Dependant> | undefined> {
    if (refs.length === 0) {
      return new Map();
    }
    try {
      const fields = ['kind', 'metadata', 'relations'];
      const { items } = await within(
        this.options.catalog.getEntitiesByRefs(
          { entityRefs: refs, fields },
          { credentials },
        ),
      );
      return new Map(
        items.flatMap(entity => {
          const item = entity && itemOf(entity);
          return item ? [[item.entityRef, item] as const] : [];
        }),
      );
    } catch {
      // The list then stays without names, and says that it is incomplete.
      return undefined;
    }
  }
}
