import { useApi } from '@backstage/core-plugin-api';
import {
  InstanceDetail,
  instanceOperatePermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  dbaasApiRef,
  RefLink,
  useLiveQuery,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';
import { useWords } from '../translation/useWords';
import { EntityRefList } from '../ui/EntityRefList';
import { FormDialog } from '../ui/FormDialog';
import { Loaded } from '../ui/Loaded';
import { PermittedButton } from '../ui/PermittedButton';
import { Section } from '../ui/Section';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: theme.spacing(2.5), fontSize: '0.875rem' },
  owner: { color: theme.palette.text.secondary },
  form: { paddingTop: theme.spacing(1) },
}));

/** What depends on an instance, as record and catalog say. */
export const DependantsSection = (props: {
  instance: InstanceDetail;
  onChanged: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const api = useApi(dbaasApiRef);
  const { record, can } = props.instance;
  const [editing, setEditing] = useState(false);
  const [refs, setRefs] = useState(record.spec.dependants);
  const query = useLiveQuery(
    `dependants/${record.uid}`,
    (client, options) => client.getDependants(record.uid, options),
    { pollSeconds: 60 },
  );
  useEffect(() => {
    if (editing) setRefs(record.spec.dependants);
    // What is typed must not be lost when the instance is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editing]);
  const permission = instanceOperatePermission.name;
  return (
    <Section
      title={t('instance.dependants.title')}
      actions={
        <PermittedButton
          label={t('instance.dependants.edit')}
          reason={
            can.includes(permission)
              ? undefined
              : t('actions.notAllowed', { permission })
          }
          onClick={() => setEditing(true)}
        />
      }
    >
      <Loaded query={query}>
        {data => (
          <>
            {data.items.length === 0 && (
              <Typography variant="body2" color="textSecondary">
                {t('instance.dependants.none')}
              </Typography>
            )}
            <ul className={classes.list}>
              {data.items.map(item => (
                <li key={item.entityRef}>
                  <RefLink entityRef={item.entityRef} title={item.title} />{' '}
                  {item.owner && (
                    <span className={classes.owner}>
                      · <RefLink entityRef={item.owner} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
            {!data.complete && (
              <Typography variant="body2" color="error">
                {t('instance.dependants.incomplete')}
              </Typography>
            )}
          </>
        )}
      </Loaded>
      <FormDialog
        open={editing}
        title={t('instance.dependants.editTitle')}
        submitLabel={t('common.save')}
        onClose={() => setEditing(false)}
        onSubmit={async () => {
          await api.updateInstance(record.uid, {
            revision: record.revision,
            dependants: refs,
          });
          props.onChanged();
          query.refresh();
        }}
      >
        <div className={classes.form}>
          <EntityRefList
            label={t('instance.dependants.add')}
            kinds={['Component', 'API', 'Resource']}
            value={refs}
            onChange={setRefs}
          />
        </div>
      </FormDialog>
    </Section>
  );
};
