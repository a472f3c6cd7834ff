import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import { offerReasons } from '@dbaas-portal/plugin-dbaas-node';

const INSTALL = 'redis-server or valkey-server';

export const noServer = offerReasons.serverNotFound(
  'Redis or Valkey',
  INSTALL,
  'sudo apt-get install redis-server',
);

export const versionNotHere = (name: string) =>
  offerReasons.serverNotFound(name, name);

export const oneMember = offerReasons.oneMember({
  en: '“Primary and replicas” or “Sentinel”',
  zh: '“主从复制”或“哨兵”',
});

export const noDatabases: Reason = {
  code: 'no-databases',
  text: {
    en: 'Redis has no databases with names of their own',
    zh: 'Redis 没有命名数据库',
  },
};
