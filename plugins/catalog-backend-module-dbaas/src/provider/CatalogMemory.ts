import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_INSTANCE_UID,
  ANNOTATION_LOCATION,
  ANNOTATION_TENANT,
} from '@dbaas-portal/plugin-dbaas-common';
import { ORIGIN } from '../constants';

/** A Resource of ours that the catalog holds. */
export type StoredInstance = { ref: string; uid: string; location?: string };

/** A System of ours that the catalog holds. */
export type StoredTenant = { ref: string; tenant: string };

export type Stored = { instances: StoredInstance[]; tenants: StoredTenant[] };

/** How many references one question to the catalog names. */
const REFS_PER_QUESTION = 500;

const originAnnotation = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;

const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.annotations',
];

const isOurs = (entity: Entity) =>
  entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] === ORIGIN;

/**
 * What the catalog holds. It is the only memory of the provider: a backend
 * that has just started knows as much as one that has run for weeks, and two
 * backends know the same.
 */
export class CatalogMemory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** Our entities: all of them, or those of one instance or tenant. */
  async ours(only?: { uid: string } | { tenant: string }): Promise<Stored> {
    const filter: Record<string, string> = { [originAnnotation]: ORIGIN };
    if (only && 'uid' in only) {
      filter[`metadata.annotations.${ANNOTATION_INSTANCE_UID}`] = only.uid;
    } else if (only) {
      filter[`metadata.annotations.${ANNOTATION_TENANT}`] = only.tenant;
    }
    const stored: Stored = { instances: [], tenants: [] };
    const pages = this.#catalog.streamEntities(
      { filter, fields: FIELDS },
      await this.#credentials(),
    );
    for await (const page of pages) {
      for (const entity of page) {
        const annotations = entity.metadata.annotations ?? {};
        const ref = stringifyEntityRef(entity);
        const uid = annotations[ANNOTATION_INSTANCE_UID];
        const tenant = annotations[ANNOTATION_TENANT];
        if (uid) {
          const location = annotations[ANNOTATION_LOCATION];
          stored.instances.push({ ref, uid, location });
        } else if (tenant) {
          stored.tenants.push({ ref, tenant });
        }
      }
    }
    return stored;
  }

  /** Which of these are there and are somebody else's. */
  async foreign(refs: string[]): Promise<Set<string>> {
    const foreign = new Set<string>();
    for (let from = 0; from < refs.length; from += REFS_PER_QUESTION) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs.slice(from, from + REFS_PER_QUESTION),
          fields: FIELDS,
        },
        await this.#credentials(),
      );
      for (const entity of items) {
        if (entity && !isOurs(entity)) {
          foreign.add(stringifyEntityRef(entity));
        }
      }
    }
    return foreign;
  }

  async #credentials() {
    return { credentials: await this.#auth.getOwnServiceCredentials() };
  }
}
