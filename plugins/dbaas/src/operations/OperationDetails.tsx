import { OperationDetail } from '@dbaas-portal/plugin-dbaas-common';
import {
  OperationSteps,
  ReasonText,
  RefLink,
  StateChip,
  StatusDot,
  useFormat,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { instanceRef } from '../ui/entityRef';
import { Facts } from '../ui/Facts';
import { OperationActions } from './OperationActions';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2.5) },
  heading: { fontSize: '0.9375rem', fontWeight: 600, marginBottom: 8 },
  events: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: theme.spacing(0.75),
  },
  event: { display: 'flex', gap: theme.spacing(1), fontSize: '0.8125rem' },
  eventDot: { paddingTop: 4, lineHeight: 0 },
  time: {
    flex: 'none',
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
  text: { overflowWrap: 'anywhere', minWidth: 0 },
}));

const LEVEL_TONES = {
  info: 'neutral',
  warning: 'warning',
  error: 'error',
} as const;

/** All that the ledger tells of one operation. */
export const OperationDetails = (props: {
  operation: OperationDetail;
  onDone: () => void;
}) => {
  const { operation } = props;
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const localized = useLocalized();
  return (
    <div className={classes.root}>
      <Facts
        facts={[
          {
            name: t('operations.column.state'),
            value: <StateChip state={operation.state} />,
          },
          operation.reason !== undefined && {
            name: t('operations.column.reason'),
            value: <ReasonText reason={operation.reason} />,
          },
          operation.remains !== undefined && {
            name: t('operations.remains'),
            value: localized(operation.remains),
          },
          {
            name: t('operations.column.instance'),
            value: (
              <RefLink
                entityRef={instanceRef({
                  tenant: operation.tenant,
                  name: operation.instance.name,
                })}
                title={operation.instance.name}
              />
            ),
          },
          { name: t('operations.column.tenant'), value: operation.tenant },
          {
            name: t('operations.column.actor'),
            value: <RefLink entityRef={operation.actor} />,
          },
          {
            name: t('operations.detail.asked'),
            value: format.dateTime(operation.createdAt),
          },
          operation.startedAt !== undefined && {
            name: t('operations.detail.started'),
            value: format.dateTime(operation.startedAt),
          },
          operation.endedAt !== undefined && {
            name: t('operations.detail.ended'),
            value: format.dateTime(operation.endedAt),
          },
          {
            name: t('operations.detail.attempts'),
            value: String(operation.attempt),
          },
          {
            name: t('operations.detail.revision'),
            value: String(operation.revision),
          },
          { name: t('operations.detail.id'), value: operation.id },
        ]}
      />
      <OperationActions operation={operation} onDone={props.onDone} />
      <div>
        <Typography component="h3" className={classes.heading}>
          {shared('steps.title')}
        </Typography>
        <OperationSteps steps={operation.steps} />
      </div>
      <div>
        <Typography component="h3" className={classes.heading}>
          {shared('steps.events')}
        </Typography>
        {operation.events.length === 0 && (
          <Typography variant="body2">{shared('steps.noEvents')}</Typography>
        )}
        <ul className={classes.events}>
          {operation.events.map(event => (
            <li key={`${event.at}-${event.text.en}`} className={classes.event}>
              <span
                className={classes.eventDot}
                title={shared(`steps.level.${event.level}`)}
              >
                <StatusDot tone={LEVEL_TONES[event.level]} />
              </span>
              <time className={classes.time} dateTime={event.at}>
                {format.dateTime(event.at)}
              </time>
              <span className={classes.text}>{localized(event.text)}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};
