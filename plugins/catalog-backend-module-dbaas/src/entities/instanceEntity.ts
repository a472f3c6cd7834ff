import {
  ANNOTATION_LOCATION as MANAGED_BY_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  ResourceEntity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ENGINE,
  ANNOTATION_INSTANCE_UID,
  ANNOTATION_LOCATION,
  entityNameOf,
  InstanceRecord,
  InstanceSpec,
  RESOURCE_TYPE_DATABASE,
} from '@dbaas-portal/plugin-dbaas-common';
import { ProviderConfig } from '../config';
import { ORIGIN } from '../constants';

/**
 * Shows the pages of another entity as one's own docs. The same value as
 * `TECHDOCS_EXTERNAL_ANNOTATION` of `@backstage/plugin-techdocs-common`, which
 * would bring that package along for one string.
 */
const TECHDOCS_ENTITY_ANNOTATION = 'backstage.io/techdocs-entity';

/** What an entity is made of; the wire's record and the model's both fit. */
export type InstanceRecordLike = {
  uid: string;
  phase?: InstanceRecord['phase'];
  /** What the platform says for the entity. */
  annotations?: Record<string, string>;
  spec: Pick<
    InstanceSpec,
    | 'name'
    | 'tenant'
    | 'engine'
    | 'location'
    | 'environment'
    | 'owner'
    | 'dependants'
    | 'description'
  >;
};

export function instanceEntityRef(record: InstanceRecordLike): string {
  return stringifyEntityRef({
    kind: 'Resource',
    namespace: 'default',
    name: entityNameOf(record.spec.tenant, record.spec.name),
  });
}

/** A tag as the catalog takes it; what cannot be one is left out. */
function toTags(values: string[]): string[] {
  const tags = values
    .map(value =>
      value
        .toLowerCase()
        .replace(/[^a-z0-9+#]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 63),
    )
    .filter(tag => tag.length > 0);
  return [...new Set(tags)];
}

/** References that the catalog would choke on do not take the entity along. */
function wellFormedRefs(refs: string[]): string[] {
  const good = refs.flatMap(ref => {
    try {
      return [
        stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'component' })),
      ];
    } catch {
      return [];
    }
  });
  return [...new Set(good)].sort();
}

/** As the catalog takes them; one that is none takes the entity along. */
const ANNOTATION_KEY =
  /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/** Where an entity comes from is the catalog's to know, and no platform's. */
const RESERVED = /^backstage\.io\/managed-by-/;

function wellFormedAnnotations(
  annotations: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) => ANNOTATION_KEY.test(key) && !RESERVED.test(key),
    ),
  );
}

/**
 * The Resource of an instance. Nothing in it changes while the instance just
 * runs: status is never told by the catalog.
 */
export function toInstanceEntity(
  record: InstanceRecordLike,
  config: Pick<ProviderConfig, 'runbook'>,
): ResourceEntity {
  const { spec } = record;
  const dependencyOf = wellFormedRefs(spec.dependants);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: 'default',
      name: entityNameOf(spec.tenant, spec.name),
      title: spec.name,
      ...(spec.description && { description: spec.description }),
      tags: toTags([spec.engine, spec.environment]),
      annotations: {
        // First: what the platform says takes nothing of ours away.
        ...wellFormedAnnotations(record.annotations),
        [MANAGED_BY_LOCATION]: ORIGIN,
        [ANNOTATION_ORIGIN_LOCATION]: ORIGIN,
        [ANNOTATION_INSTANCE_UID]: record.uid,
        [ANNOTATION_ENGINE]: spec.engine,
        [ANNOTATION_LOCATION]: spec.location,
        ...(config.runbook && {
          [TECHDOCS_ENTITY_ANNOTATION]: config.runbook,
        }),
      },
    },
    spec: {
      type: RESOURCE_TYPE_DATABASE,
      owner: spec.owner,
      system: spec.tenant,
      ...(dependencyOf.length > 0 && { dependencyOf }),
    },
  };
}
