import {
  ResourceDetail,
  ResourceList,
} from '@dbaas-portal/plugin-dbaas-common';
import { Caller } from '../access/Caller';
import { DefaultRegistry } from '../engines/DefaultRegistry';
import { DbaasNotFoundError } from '../errors';
import { DefaultInstanceIndex } from '../instances/DefaultInstanceIndex';
import { Looks } from './Looks';
import { ResourceService } from './ResourceService';
import { detailOf, summaryOf } from './toWire';

/** More than this is nobody's to scroll through. */
const MAX_ITEMS = 1000;

/** Shows what is there and how it stands to what is wanted; changes nothing. */
export class DefaultResourceService implements ResourceService {
  private readonly looks: Looks;

  constructor(
    private readonly options: {
      registry: DefaultRegistry;
      index: DefaultInstanceIndex;
      clock: () => Date;
    },
  ) {
    const { registry, index, clock } = options;
    this.looks = new Looks(registry, index, clock);
  }

  async list(uid: string, _caller: Caller): Promise<ResourceList> {
    const { record, activity } = this.instance(uid);
    const { description, reachable, compared } = await this.looks.at(record);
    const { resources, unseen } = description;
    return {
      items: resources.slice(0, MAX_ITEMS).map(summaryOf),
      total: resources.length,
      reachable,
      compared,
      unseen,
      ...(activity ? { activity } : {}),
    };
  }

  async get(
    uid: string,
    { kind, name }: { kind: string; name: string },
    _caller: Caller,
  ): Promise<ResourceDetail> {
    const { record, activity } = this.instance(uid);
    const { description, reachable } = await this.looks.at(record);
    const found = description.resources.find(
      resource => resource.kind === kind && resource.name === name,
    );
    if (!found) {
      throw new DbaasNotFoundError(`${kind} ${name}`);
    }
    return {
      ...detailOf(found),
      reachable,
      ...(activity ? { activity } : {}),
    };
  }

  private instance(uid: string) {
    const instance = this.options.index.get(uid);
    if (!instance) {
      throw new DbaasNotFoundError(uid);
    }
    return instance;
  }
}
