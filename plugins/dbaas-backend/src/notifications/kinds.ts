import {
  LocalizedText,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';

/** What an operation is called in a sentence, e.g. “The restart of … failed”. */
export const KIND_TEXTS: Record<OperationKind, LocalizedText> = {
  create: { en: 'creation', zh: '创建' },
  restart: { en: 'restart', zh: '重启' },
  stop: { en: 'stop', zh: '停止' },
  start: { en: 'start', zh: '启动' },
  'set-parameters': { en: 'change of parameters', zh: '参数修改' },
  resize: { en: 'change of size', zh: '规格调整' },
  scale: { en: 'change of members', zh: '成员调整' },
  switchover: { en: 'switchover', zh: '主备切换' },
  upgrade: { en: 'upgrade', zh: '版本升级' },
  'move-member': { en: 'move of a member', zh: '成员迁移' },
  'create-database': { en: 'creation of a database', zh: '数据库创建' },
  'drop-database': { en: 'removal of a database', zh: '数据库删除' },
  'create-user': { en: 'creation of a user', zh: '用户创建' },
  'alter-user': { en: 'change of a user', zh: '用户修改' },
  'drop-user': { en: 'removal of a user', zh: '用户删除' },
  'rotate-password': { en: 'rotation of a password', zh: '密码轮换' },
  delete: { en: 'deletion', zh: '删除' },
};
