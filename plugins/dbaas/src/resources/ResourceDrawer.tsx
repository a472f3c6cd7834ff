import {
  ResourceDetail,
  ResourceSummary,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  RelativeTime,
  useFormat,
  useLiveQuery,
  useLocalized,
  useNow,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { Facts } from '../ui/Facts';
import { Loaded } from '../ui/Loaded';
import { SideDrawer } from '../ui/SideDrawer';
import { DifferenceChip } from './DifferenceChip';
import { FieldDifferences } from './FieldDifferences';
import { YamlView } from './YamlView';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
  heading: { fontSize: '1rem', fontWeight: 600 },
}));

const Detail = ({ detail }: { detail: ResourceDetail }) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const format = useFormat();
  const now = useNow();
  const { summary, yaml, fields, reachable } = detail;
  const { difference, observedAt, createdAt, state } = summary;
  const isMissing = difference?.state === 'missing';
  return (
    <div className={classes.root}>
      {!reachable.available && observedAt && (
        <Typography variant="body2" role="status">
          {t('resources.summary.lastSeen', {
            when: format.relative(observedAt, now),
            reason: reachable.reason ? localized(reachable.reason.text) : '',
          })}
        </Typography>
      )}
      <Facts
        facts={[
          state !== undefined && {
            name: t('resources.column.state'),
            value: state,
          },
          createdAt !== undefined && {
            name: t('resources.column.age'),
            value: <RelativeTime at={createdAt} />,
          },
          {
            name: t('resources.column.difference'),
            value: <DifferenceChip resource={summary} />,
          },
        ]}
      />
      {difference?.reason && (
        <Typography variant="body2">
          {localized(difference.reason.text)}
        </Typography>
      )}
      {fields.length > 0 && (
        <section>
          <Typography component="h3" className={classes.heading}>
            {t('resources.detail.differences')}
          </Typography>
          <FieldDifferences
            fields={fields}
            total={difference?.fields ?? fields.length}
          />
        </section>
      )}
      <section>
        <Typography component="h3" className={classes.heading}>
          {t(
            isMissing ? 'resources.detail.yamlWanted' : 'resources.detail.yaml',
          )}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {isMissing && `${t('resources.detail.missing')} `}
          {t(yaml ? 'resources.detail.hidden' : 'resources.detail.secret')}
        </Typography>
        {yaml && <YamlView yaml={yaml} name={summary.name} />}
      </section>
    </div>
  );
};

/** One object: how it differs, and its YAML. */
export const ResourceDrawer = (props: {
  uid: string;
  /** Nothing is shown without. */
  resource?: ResourceSummary;
  onClose: () => void;
}) => {
  const { t } = useWords();
  const { uid, resource } = props;
  const { kind = '', name = '' } = resource ?? {};
  const query = useLiveQuery(
    `resource/${uid}/${kind}/${name}`,
    (api, options) => api.getResource(uid, { kind, name }, options),
    // Each reading is recorded.
    { enabled: resource !== undefined, live: false },
  );
  return (
    <SideDrawer
      wide
      open={resource !== undefined}
      onClose={props.onClose}
      title={t('resources.detail.title', { kind, name })}
    >
      {resource && (
        <Loaded query={query}>{detail => <Detail detail={detail} />}</Loaded>
      )}
    </SideDrawer>
  );
};
