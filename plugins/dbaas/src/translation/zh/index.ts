import { access } from './access';
import { actions } from './actions';
import { audit } from './audit';
import { common } from './common';
import { instance } from './instance';
import { instances } from './instances';
import { operations } from './operations';
import { request } from './request';
import { tenants } from './tenants';
import { terminal } from './terminal';

export default {
  ...access,
  ...actions,
  ...audit,
  ...common,
  ...instance,
  ...instances,
  ...operations,
  ...request,
  ...tenants,
  ...terminal,
};
