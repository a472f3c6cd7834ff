/**
 * The generated client of the API, and the shapes that only the wire has:
 * requests, lists and previews. What the wire shares with the model is told by
 * the model's types; `wire.test.ts` proves that they are the same.
 */
export { DefaultApiClient } from './schema/openapi';
export type {
  AuditList,
  Created,
  Dependants,
  EngineList,
  FleetControl,
  FleetControlUpdate,
  InstanceList,
  InstancePreview,
  InstanceRequest,
  InstanceUpdate,
  LocationList,
  LogFrame,
  LogLevel,
  LogLine,
  Me,
  NodeMember,
  NodeMembers,
  OperationList,
  OperationRequest,
  Problem,
  QuotaSimulation,
  RequestOptions,
  ResourceChange,
  RevealedCredential,
  StatementFrame,
  StatementRequest,
  TenantList,
  TenantUpdate,
  TypedResponse,
} from './schema/openapi';
