import { MissingRight, Surveyed } from '@dbaas-portal/plugin-dbaas-common';
import { StatusDot } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Section } from '../ui/Section';
import { SimpleColumn, SimpleTable } from '../ui/SimpleTable';
import { Reasons } from './Reasons';

const useStyles = makeStyles(theme => ({
  pad: { padding: theme.spacing(2), display: 'grid', gap: theme.spacing(1.5) },
  fine: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
}));

const rightOf = ({ verb, resource, group }: MissingRight) =>
  `${verb} ${resource}${group ? `.${group}` : ''}`;

/** What the portal needs to be allowed and is not. */
export const RightsSection = (props: { rights: Surveyed<MissingRight> }) => {
  const classes = useStyles();
  const { t } = useWords();
  const { items, notes } = props.rights;
  const columns: Array<SimpleColumn<MissingRight>> = [
    {
      id: 'right',
      title: t('platforms.rights.right'),
      render: right => <code>{rightOf(right)}</code>,
    },
    {
      id: 'where',
      title: t('platforms.rights.where'),
      render: ({ tenant }) =>
        tenant
          ? t('platforms.rights.inTenant', { tenant })
          : t('platforms.rights.everywhere'),
    },
    {
      id: 'neededBy',
      title: t('platforms.rights.neededBy'),
      render: ({ neededBy }) =>
        neededBy.join(', ') || t('platforms.rights.portal'),
    },
  ];
  const isFine = items.length === 0 && notes.length === 0;
  return (
    <Section flush title={t('platforms.rights.title')}>
      {(isFine || notes.length > 0) && (
        <div className={classes.pad}>
          {isFine && (
            <div className={classes.fine}>
              <StatusDot tone="ok" />
              {t('platforms.rights.none')}
            </div>
          )}
          {notes.length > 0 && (
            <Reasons
              reasons={notes}
              tone={items.length > 0 ? 'warning' : 'neutral'}
            />
          )}
        </div>
      )}
      {items.length > 0 && (
        <SimpleTable
          label={t('platforms.rights.title')}
          columns={columns}
          rows={items}
          rowKey={right => `${rightOf(right)} ${right.tenant ?? ''}`}
        />
      )}
    </Section>
  );
};
