/**
 * Names the provider in the catalog's own tables. Were it changed, the catalog
 * would take all databases for somebody else's: it never is.
 */
export const PROVIDER_NAME = 'DbaasEntityProvider';

/**
 * Whose the Resource entities are. The catalog refuses an entity of the same
 * name with another key, so nobody takes a database's name by a YAML file.
 */
export const LOCATION_KEY = 'dbaas-entity-provider';

/** Where our entities say that they come from, and how we find them again. */
export const ORIGIN = 'dbaas:instances';

/** The plugin that we ask. */
export const DBAAS_PLUGIN_ID = 'dbaas';
