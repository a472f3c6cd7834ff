import { Permission } from '@backstage/plugin-permission-common';
import {
  accessManagePermission,
  instanceCreatePermission,
  instanceDeletePermission,
  instanceOperatePermission,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';

/**
 * Which permission each kind of operation needs. Typed by the kinds, so that
 * a new kind without a permission does not compile.
 */
const PERMISSION_OF: Record<OperationKind, Permission> = {
  create: instanceCreatePermission,
  restart: instanceOperatePermission,
  stop: instanceOperatePermission,
  start: instanceOperatePermission,
  'set-parameters': instanceOperatePermission,
  resize: instanceOperatePermission,
  scale: instanceOperatePermission,
  switchover: instanceOperatePermission,
  'move-member': instanceOperatePermission,
  upgrade: instanceOperatePermission,
  'create-database': accessManagePermission,
  'drop-database': accessManagePermission,
  'create-user': accessManagePermission,
  'alter-user': accessManagePermission,
  'drop-user': accessManagePermission,
  'rotate-password': accessManagePermission,
  delete: instanceDeletePermission,
};

export function permissionFor(kind: OperationKind): Permission {
  return PERMISSION_OF[kind];
}
