import { InstanceRequest } from '@dbaas-portal/plugin-dbaas-common';
import { Problems } from '../forms/problems';
import { RequestContext } from './offers';

/** What every part of the form gets. */
export type PartProps = {
  request: InstanceRequest;
  context: RequestContext;
  problems: Problems;
  onChange: (request: InstanceRequest) => void;
};
