import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_INSTANCE_UID } from '@dbaas-portal/plugin-dbaas-common';
import { sleep } from '../sleep';
import { Initiator } from './DbaasConnection';

/** How often the catalog is asked whether it has an entity already. */
const ASK_EVERY_MS = 1_000;

/**
 * The catalog, as the person who started the task sees it.
 */
export class PortalCatalog {
  readonly #catalog: CatalogService;
  readonly #baseUrl: string | undefined;

  constructor(options: { catalog: CatalogService; baseUrl?: string }) {
    this.#catalog = options.catalog;
    this.#baseUrl = options.baseUrl?.replace(/\/+$/, '');
  }

  /** Address of an entity's page, relative where the app's own is not set. */
  url(entityRef: string): string {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [namespace, kind.toLowerCase(), name]
      .map(encodeURIComponent)
      .join('/');
    return `${this.#baseUrl ?? ''}/catalog/${path}`;
  }

  /** The uid of the instance that an entity stands for. */
  async instanceUid(initiator: Initiator, entityRef: string): Promise<string> {
    const entity = await this.#find(initiator, entityRef);
    const uid = entity?.metadata.annotations?.[ANNOTATION_INSTANCE_UID];
    if (!uid) {
      throw new NotFoundError(
        entity
          ? `${entityRef} is not a database of the dbaas plugin: it has no annotation ${ANNOTATION_INSTANCE_UID}`
          : `${entityRef} is not in the catalog, or not for you to see`,
      );
    }
    return uid;
  }

  /**
   * Waits until the catalog has an entity, so that a link to it works; false
   * when it has none after all that time.
   */
  async waitFor(
    initiator: Initiator,
    entityRef: string,
    options: { timeoutMs: number; signal?: AbortSignal },
  ): Promise<boolean> {
    const end = Date.now() + options.timeoutMs;
    while (!(await this.#find(initiator, entityRef))) {
      if (Date.now() >= end) {
        return false;
      }
      await sleep(ASK_EVERY_MS, options.signal);
    }
    return true;
  }

  async #find(
    initiator: Initiator,
    entityRef: string,
  ): Promise<Entity | undefined> {
    return this.#catalog.getEntityByRef(entityRef, {
      credentials: await initiator.getInitiatorCredentials(),
    });
  }
}
