import { useApi } from '@backstage/core-plugin-api';
import { auditReadPermission } from '@dbaas-portal/plugin-dbaas-common';
import {
  ActionError,
  dbaasApiRef,
  useAction,
  useMe,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import { useWords } from '../translation/useWords';
import { Loaded } from '../ui/Loaded';
import { NoPermission } from '../ui/NoPermission';
import { PageFrame } from '../ui/PageFrame';
import { AuditFilterBar } from './AuditFilterBar';
import { AuditList } from './AuditList';
import { download } from './download';
import { useAuditFilters } from './useAuditFilters';

/** Who did what, for those who may know it. */
export const AuditPage = () => {
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const me = useMe();
  const filters = useAuditFilters();
  const action = useAction(async (format: 'csv' | 'ndjson') => {
    const file = await api.exportAudit(filters.query, format);
    download(file, `dbaas-audit.${format}`);
  });
  const allowed = me.data?.can.includes(auditReadPermission.name);
  return (
    <PageFrame
      title={t('audit.title')}
      subtitle={t('audit.subtitle')}
      actions={
        allowed && (
          <>
            <Button
              variant="outlined"
              disabled={action.busy}
              onClick={() => action.run('csv')}
            >
              {t('audit.exportCsv')}
            </Button>
            <Button
              variant="outlined"
              disabled={action.busy}
              onClick={() => action.run('ndjson')}
            >
              {t('audit.exportNdjson')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={me}>
        {() =>
          allowed ? (
            <>
              <ActionError error={action.error} />
              <AuditFilterBar filters={filters} />
              <AuditList filters={filters} />
            </>
          ) : (
            <NoPermission permission={auditReadPermission.name} />
          )
        }
      </Loaded>
    </PageFrame>
  );
};
