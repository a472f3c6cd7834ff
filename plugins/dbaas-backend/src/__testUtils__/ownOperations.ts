import { mockServices } from '@backstage/backend-test-utils';
import { AuditEntry } from '../audit/AuditLog';
import { Core } from '../Core';
import { NoticeStore } from '../lifetime/NoticeStore';
import { OwnOperations } from '../operations/OwnOperations';

/** Operations that a backend begins by itself; what they audit is kept. */
export function ownOperations(
  core: Core,
  notices: NoticeStore,
  actor: string,
  audited: AuditEntry[] = [],
): OwnOperations {
  return new OwnOperations({
    actor,
    instances: core.instances,
    notices,
    auth: mockServices.auth(),
    audit: {
      begin: async () => ({ succeed: async () => {}, fail: async () => {} }),
      record: async (entry, _caller, work) => {
        audited.push(entry);
        return work(() => {});
      },
      list: async () => ({ items: [], retentionDays: 1 }),
      export: async function* none() {},
    },
  });
}
