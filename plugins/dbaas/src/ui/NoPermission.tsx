import { EmptyState } from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';

/** Says that one may not see a page, and whom to ask. */
export const NoPermission = (props: { permission: string }) => {
  const { t } = useWords();
  return (
    <EmptyState
      title={t('common.noPermission.title')}
      description={t('common.noPermission.text', {
        permission: props.permission,
      })}
    />
  );
};
