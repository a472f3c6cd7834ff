import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { access } from './en/access';
import { actions } from './en/actions';
import { audit } from './en/audit';
import { common } from './en/common';
import { instance } from './en/instance';
import { instances } from './en/instances';
import { logs } from './en/logs';
import { operations } from './en/operations';
import { request } from './en/request';
import { tenants } from './en/tenants';

/**
 * The words of the pages. Chinese comes with the reference and is loaded when
 * the language is chosen; a key that `zh` lacks fails the type check. An app
 * has nothing to wire, but can override any message with a resource of its
 * own.
 *
 * @public
 */
export const dbaasTranslationRef = createTranslationRef({
  id: 'dbaas',
  messages: {
    access,
    actions,
    audit,
    common,
    instance,
    instances,
    logs,
    operations,
    request,
    tenants,
  },
  translations: { zh: () => import('./zh') },
});
