import { JsonObject, JsonValue } from '@backstage/types';
import { ApiClient, Query } from './ApiClient';
import { ManagedFields, managedFieldsShape } from '../describe/fieldManagers';
import { KindRef, Kinds } from './Kinds';
import { isKubernetesError, notByApiServer } from './KubernetesError';
import { KubernetesObject, readObject } from './KubernetesObject';

/** Whose fields the portal's applies are. */
export const FIELD_MANAGER = 'dbaas-portal';

const PAGE = 500;
const APPLY = 'application/apply-patch+yaml';
const NAMES_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const MERGE = 'application/merge-patch+json';

export type Selection = {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
};

export type Target = KindRef & { name: string; namespace?: string };

/** Of something in between a list without items would read as “nothing there”. */
function itemsOf(page: JsonObject): JsonValue[] {
  if (typeof page.kind !== 'string' || !page.kind.endsWith('List')) {
    throw notByApiServer();
  }
  return Array.isArray(page.items) ? page.items : [];
}

function listMeta(page: JsonObject): { next: string; resourceVersion: string } {
  const meta = page.metadata;
  const about =
    typeof meta === 'object' && meta !== null && !Array.isArray(meta)
      ? meta
      : {};
  return {
    next: typeof about.continue === 'string' ? about.continue : '',
    resourceVersion:
      typeof about.resourceVersion === 'string' ? about.resourceVersion : '',
  };
}

/** Only what is JSON goes over the wire. */
function plain(object: KubernetesObject): JsonObject {
  return JSON.parse(JSON.stringify(object));
}

/** Objects of any kind, one call each. */
export class Objects {
  constructor(readonly client: ApiClient, readonly kinds: Kinds) {}

  async get(
    target: Target,
    signal?: AbortSignal,
  ): Promise<KubernetesObject | undefined> {
    try {
      const path = await this.kinds.path(target, target);
      const found = await this.client.request('GET', path, { signal });
      return readObject(found, target);
    } catch (error) {
      if (isKubernetesError(error, 'not-found')) {
        return undefined;
      }
      throw error;
    }
  }

  /** All that match, page by page; and where a watch may begin. */
  async list(
    kind: KindRef,
    options: Selection = {},
    signal?: AbortSignal,
  ): Promise<{ items: KubernetesObject[]; resourceVersion: string }> {
    const items: KubernetesObject[] = [];
    const pages = this.pages(kind, options, signal);
    for (;;) {
      const { done, value } = await pages.next();
      if (done) {
        return { items, resourceVersion: value };
      }
      items.push(...value);
    }
  }

  /** The same for those who keep little of it: no more than a page at once. */
  async *pages(
    kind: KindRef,
    options: Selection = {},
    signal?: AbortSignal,
  ): AsyncGenerator<KubernetesObject[], string> {
    const { namespace, labelSelector, fieldSelector } = options;
    const path = await this.kinds.path(kind, { namespace });
    let next: string | undefined;
    for (;;) {
      const page = await this.client.request('GET', path, {
        query: { limit: PAGE, labelSelector, fieldSelector, continue: next },
        signal,
      });
      yield itemsOf(page).map(item => readObject(item, kind));
      const about = listMeta(page);
      if (!about.next) {
        return about.resourceVersion;
      }
      next = about.next;
    }
  }

  /** Names and ages of all that match, without what is in them. */
  async names(
    kind: KindRef,
    { namespace, labelSelector }: Selection,
  ): Promise<Array<{ name: string; createdAt?: string }>> {
    const path = await this.kinds.path(kind, { namespace });
    const page = await this.client.request('GET', path, {
      query: { limit: PAGE, labelSelector },
      accept: NAMES_ONLY,
    });
    return itemsOf(page).map(item => {
      const { metadata } = readObject(item, kind);
      const createdAt = metadata.creationTimestamp;
      return { name: metadata.name, ...(createdAt ? { createdAt } : {}) };
    });
  }

  /** Who manages which fields of an object; nobody of what is not there. */
  async managedFields(target: Target): Promise<ManagedFields> {
    try {
      const path = await this.kinds.path(target, target);
      const { metadata } = await this.client.request('GET', path);
      const fields =
        typeof metadata === 'object' && metadata && 'managedFields' in metadata
          ? metadata.managedFields
          : [];
      return managedFieldsShape.parse(fields);
    } catch (error) {
      if (isKubernetesError(error, 'not-found')) {
        return [];
      }
      throw error;
    }
  }

  async create(
    object: KubernetesObject,
    signal?: AbortSignal,
  ): Promise<KubernetesObject> {
    const { namespace } = object.metadata;
    const path = await this.kinds.path(object, { namespace });
    return readObject(
      await this.client.request('POST', path, { body: plain(object), signal }),
      object,
    );
  }

  /** Fails with `conflict` where the object is not the version that was read. */
  async replace(
    object: KubernetesObject,
    signal?: AbortSignal,
  ): Promise<KubernetesObject> {
    const path = await this.kinds.path(object, object.metadata);
    return readObject(
      await this.client.request('PUT', path, { body: plain(object), signal }),
      object,
    );
  }

  /**
   * Server-side apply as the portal. Fields that somebody else manages are a
   * `field-conflict`, never taken by force.
   */
  async apply(
    object: KubernetesObject,
    options: { dryRun?: boolean; signal?: AbortSignal } = {},
  ): Promise<KubernetesObject> {
    const path = await this.kinds.path(object, object.metadata);
    const query: Query = {
      fieldManager: FIELD_MANAGER,
      force: false,
      ...(options.dryRun ? { dryRun: 'All' } : {}),
    };
    return readObject(
      await this.client.request('PATCH', path, {
        query,
        body: plain(object),
        contentType: APPLY,
        signal: options.signal,
      }),
      object,
    );
  }

  /**
   * What an object would be if the portal's word counted, whoever manages its
   * fields. Tried only: nothing is changed.
   */
  async wouldBe(object: KubernetesObject): Promise<KubernetesObject> {
    const path = await this.kinds.path(object, object.metadata);
    return readObject(
      await this.client.request('PATCH', path, {
        query: { fieldManager: FIELD_MANAGER, force: true, dryRun: 'All' },
        body: plain(object),
        contentType: APPLY,
      }),
      object,
    );
  }

  async merge(
    target: Target,
    patch: JsonObject,
    options: { subresource?: string; signal?: AbortSignal } = {},
  ): Promise<KubernetesObject> {
    const { subresource, signal } = options;
    const path = await this.kinds.path(target, { ...target, subresource });
    return readObject(
      await this.client.request('PATCH', path, {
        query: { fieldManager: FIELD_MANAGER },
        body: patch,
        contentType: MERGE,
        signal,
      }),
      target,
    );
  }

  /** Whether there was something to delete. */
  async delete(target: Target, signal?: AbortSignal): Promise<boolean> {
    try {
      const path = await this.kinds.path(target, target);
      await this.client.request('DELETE', path, {
        body: { propagationPolicy: 'Background' },
        signal,
      });
      return true;
    } catch (error) {
      if (isKubernetesError(error, 'not-found')) {
        return false;
      }
      throw error;
    }
  }
}
