import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { access } from './en/access';
import { actions } from './en/actions';
import { audit } from './en/audit';
import { common } from './en/common';
import { instance } from './en/instance';
import { instances } from './en/instances';
import { logs } from './en/logs';
import { operations } from './en/operations';
import { platforms } from './en/platforms';
import { request } from './en/request';
import { resources } from './en/resources';
import { tenants } from './en/tenants';
import { terminal } from './en/terminal';

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
    platforms,
    request,
    resources,
    tenants,
    terminal,
  },
  translations: { zh: () => import('./zh') },
});
