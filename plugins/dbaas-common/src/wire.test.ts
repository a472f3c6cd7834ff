import * as model from './model';
import * as wire from './schema/openapi';

/** Compiles only where both types take each other's values. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

const same: {
  accounts: Same<model.Accounts, wire.Accounts>;
  audit: Same<model.AuditRecord, wire.AuditRecord>;
  engine: Same<model.EngineDescriptor, wire.EngineDescriptor>;
  facets: Same<model.Facets, wire.Facets>;
  instance: Same<model.InstanceDetail, wire.InstanceDetail>;
  location: Same<model.LocationStatus, wire.LocationStatus>;
  offer: Same<model.EngineOffer, wire.EngineOffer>;
  operation: Same<model.OperationDetail, wire.OperationDetail>;
  tenant: Same<model.Tenant, wire.Tenant>;
} = {
  accounts: true,
  audit: true,
  engine: true,
  facets: true,
  instance: true,
  location: true,
  offer: true,
  operation: true,
  tenant: true,
};

describe('the wire', () => {
  it('carries the model', () => {
    expect(Object.values(same)).not.toContain(false);
  });
});
