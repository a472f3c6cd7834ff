/** On the Resource of an instance: its uid. @public */
export const ANNOTATION_INSTANCE_UID = 'dbaas-portal.io/instance-uid';

/** On the System of a tenant: the tenant's name. @public */
export const ANNOTATION_TENANT = 'dbaas-portal.io/tenant';

/** On the Resource of an instance: the engine's id. @public */
export const ANNOTATION_ENGINE = 'dbaas-portal.io/engine';

/**
 * On the Resource of an instance: the id of its location. It tells which
 * entities must stay because their location is silent.
 *
 * @public
 */
export const ANNOTATION_LOCATION = 'dbaas-portal.io/location';

/** `spec.type` of the Resource of an instance. @public */
export const RESOURCE_TYPE_DATABASE = 'database';

/**
 * The topic of Backstage's events on which the backend tells that a record was
 * made, changed or removed. The payload is `{ kind: 'instance', uid }`.
 *
 * @public
 */
export const EVENTS_TOPIC = 'dbaas';

/**
 * The channel on which the backend tells that something changed. A message
 * holds an opaque revision and no data.
 *
 * @public
 */
export const SIGNAL_CHANNEL = 'dbaas';
