import { useApi } from '@backstage/core-plugin-api';
import { Tenant } from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { useEffect, useState } from 'react';
import { useWords } from '../translation/useWords';
import { FormDialog } from '../ui/FormDialog';
import { QuotaFields } from './QuotaFields';
import { QuotaDraft, toDraft, toQuotas } from './quotas';

/** Changes the quota of a tenant, location by location. */
export const EditQuotaDialog = (props: {
  open: boolean;
  tenant: Tenant;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const { record } = props.tenant;
  const [drafts, setDrafts] = useState<Record<string, QuotaDraft>>({});
  useEffect(() => {
    if (props.open) {
      setDrafts(
        Object.fromEntries(
          Object.entries(record.spec.quotas).map(([location, quota]) => [
            location,
            toDraft(quota),
          ]),
        ),
      );
    }
    // What is typed must not be lost when the tenant is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [props.open]);
  const quotas = toQuotas(drafts);
  return (
    <FormDialog
      open={props.open}
      title={t('tenants.quota.edit')}
      submitLabel={t('common.save')}
      disabled={!quotas}
      onClose={props.onClose}
      onSubmit={async () => {
        await api.updateTenant(record.spec.name, {
          revision: record.revision,
          quotas,
        });
        props.onDone();
      }}
    >
      <QuotaFields drafts={drafts} onChange={setDrafts} />
    </FormDialog>
  );
};
