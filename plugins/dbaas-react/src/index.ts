/**
 * What the dbaas frontends share: the client of the API, live queries,
 * components, and the blueprint by which an engine's package joins in.
 *
 * @packageDocumentation
 */
export * from './api/DbaasApi';
export { DbaasClient } from './api/DbaasClient';
export {
  isAbortError,
  readDbaasError,
  type DbaasErrorDetails,
} from './api/errors';
export type { JsonOf } from './api/json';
export * from './components';
export * from './engineUi';
export * from './format/format';
export { readableText, type Said } from './format/readableText';
export { useFormat, type ResourceName } from './format/useFormat';
export { useEngines, type Engines } from './hooks/useEngines';
export {
  instanceUidOf,
  useInstance,
  useInstanceOfEntity,
} from './hooks/useInstance';
export {
  useLocationName,
  useLocations,
  type Locations,
} from './hooks/useLocations';
export { useMe } from './hooks/useMe';
export { useNow } from './hooks/useNow';
export { useAction, type Action } from './live/useAction';
export {
  useLiveQuery,
  type LiveQuery,
  type LiveQueryOptions,
} from './live/useLiveQuery';
export { LocalizedText } from './text/LocalizedText';
export { useKindName } from './text/useKindName';
export { useLanguage, useLocalized } from './text/useLocalized';
export { dbaasReactTranslationRef } from './translation/ref';
