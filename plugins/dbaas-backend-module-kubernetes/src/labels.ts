import {
  KUBERNETES_LABELS,
  KUBERNETES_MANAGER,
} from '@dbaas-portal/plugin-dbaas-node';

export const {
  uid: UID_LABEL,
  incarnation: INCARNATION_LABEL,
  managedBy: MANAGED_LABEL,
} = KUBERNETES_LABELS;
export const MANAGED_VALUE = KUBERNETES_MANAGER;
/** On ConfigMaps that are records: `instance` or `tenant`. */
export const RECORD_LABEL = 'dbaas-portal.io/record';
/** On Secrets: whose they are. Not the uid's own: Secrets are never watched. */
export const SECRET_OF_LABEL = 'dbaas-portal.io/secret-of';
