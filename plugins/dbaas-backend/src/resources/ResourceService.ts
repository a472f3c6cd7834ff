import {
  ResourceDetail,
  ResourceList,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';

/** The objects of a platform that carry an instance, to be looked at. */
export interface ResourceService {
  list(uid: string, caller: Caller): Promise<ResourceList>;
  get(
    uid: string,
    resource: { kind: string; name: string },
    caller: Caller,
  ): Promise<ResourceDetail>;
}
