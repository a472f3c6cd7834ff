import { access } from './access';
import { actions } from './actions';
import { audit } from './audit';
import { common } from './common';
import { instance } from './instance';
import { instances } from './instances';
import { logs } from './logs';
import { operations } from './operations';
import { platforms } from './platforms';
import { request } from './request';
import { resources } from './resources';
import { tenants } from './tenants';
import { terminal } from './terminal';

export default {
  ...access,
  ...actions,
  ...audit,
  ...common,
  ...instance,
  ...instances,
  ...logs,
  ...operations,
  ...platforms,
  ...request,
  ...resources,
  ...tenants,
  ...terminal,
};
