import { access } from './access';
import { actions } from './actions';
import { audit } from './audit';
import { common } from './common';
import { instance } from './instance';
import { instances } from './instances';
import { logs } from './logs';
import { operations } from './operations';
import { request } from './request';
import { tenants } from './tenants';

export default {
  ...access,
  ...actions,
  ...audit,
  ...common,
  ...instance,
  ...instances,
  ...logs,
  ...operations,
  ...request,
  ...tenants,
};
