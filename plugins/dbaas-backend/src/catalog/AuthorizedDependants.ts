import { Dependants } from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { Guard } from '../access/Guard';
import { unseen } from '../access/refusals';
import { InstanceIndex } from '../instances/InstanceIndex';
import { CatalogDependants, unnamed } from './CatalogDependants';

/**
 * What depends on an instance, for a reader: with names as far as the reader
 * may see the components. `complete` is false when some are not shown.
 */
export class AuthorizedDependants {
  constructor(
    private readonly options: {
      guard: Guard;
      index: InstanceIndex;
      dependants: CatalogDependants;
    },
  ) {}

  async get(uid: string, caller: Caller): Promise<Dependants> {
    const { guard, index, dependants } = this.options;
    await guard.authorizeInstance(uid, [], caller);
    const record = index.get(uid)?.record;
    if (!record) {
      throw unseen(uid);
    }
    const found = await dependants.refs(record);
    const visible = await dependants.named(found.refs, caller.credentials);
    const items = found.refs.flatMap(ref => {
      const item = visible?.get(ref);
      if (item) {
        return [item];
      }
      // What the record names is no secret to who reads the record.
      return record.spec.dependants.includes(ref) ? [unnamed(ref)] : [];
    });
    const all = visible !== undefined && items.length === found.refs.length;
    return { items, complete: found.complete && all };
  }
}
