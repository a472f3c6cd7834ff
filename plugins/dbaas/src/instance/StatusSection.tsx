import { InstanceDetail, Operation } from '@dbaas-portal/plugin-dbaas-common';
import {
  ActivityChip,
  HealthChip,
  ReasonText,
  RelativeTime,
  useFormat,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { ActionMenu } from './actions/ActionMenu';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1.5, 2) },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 3),
  },
  health: { fontSize: '1.125rem', fontWeight: 600 },
  activity: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  seen: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  space: { flex: 1 },
  notes: {
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
    fontSize: '0.875rem',
  },
}));

/** Health, activity and what can be done, in one line. */
export const StatusSection = (props: {
  instance: InstanceDetail;
  onStarted: (operation: Operation) => void;
  onFollow: (operationId: string) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  const { record, status, activity } = props.instance;
  const { spec } = record;
  const notes = [
    record.phase !== 'active' && t(`instance.status.phase.${record.phase}`),
    record.phase === 'active' && !spec.running && t('instance.status.stopped'),
    spec.lifetime &&
      (spec.protected
        ? t('instance.status.expiresProtected', {
            when: format.relative(spec.lifetime.expiresAt),
          })
        : t('instance.status.expires', {
            when: format.relative(spec.lifetime.expiresAt),
            days: String(spec.lifetime.graceDays),
          })),
  ].filter(Boolean);

  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={t('instance.status.title')}
      className={classes.root}
    >
      <div className={classes.line}>
        <span className={classes.health} role="status">
          <HealthChip health={status.health} />
        </span>
        {activity && (
          <span className={classes.activity}>
            <ActivityChip activity={activity} />
            <Button
              size="small"
              onClick={() => props.onFollow(activity.operationId)}
            >
              {t('instance.status.follow')}
            </Button>
          </span>
        )}
        <span className={classes.seen}>
          {t('instance.status.seen')} <RelativeTime at={status.observedAt} />
        </span>
        <span className={classes.space} />
        <ActionMenu instance={props.instance} onStarted={props.onStarted} />
      </div>
      {status.reasons.length > 0 && (
        <ul className={classes.notes} aria-label={t('instance.status.reasons')}>
          {status.reasons.map(reason => (
            <li key={`${reason.code}/${reason.text.en}`}>
              <ReasonText reason={reason} />
            </li>
          ))}
        </ul>
      )}
      {notes.map(note => (
        <Typography key={String(note)} variant="body2" color="textSecondary">
          {note}
        </Typography>
      ))}
    </Paper>
  );
};
