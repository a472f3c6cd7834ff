import { ResourceList, ResourceState } from '@dbaas-portal/plugin-dbaas-common';
import {
  StatusDot,
  Tone,
  useFormat,
  useKindName,
  useLocalized,
  useNow,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useWords, Words } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(0.5),
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: '0.875rem',
  },
  line: {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  muted: { color: theme.palette.text.secondary },
}));

const Line = (props: { tone: Tone; children: ReactNode }) => {
  const classes = useStyles();
  return (
    <li className={classes.line}>
      <StatusDot tone={props.tone} />
      <span>{props.children}</span>
    </li>
  );
};

/** What differs, in one sentence; undefined where nothing was compared. */
function sentence(
  t: Words['t'],
  { items }: ResourceList,
): { text: string; same: boolean } {
  const inState = (state: ResourceState) =>
    items.filter(i => i.difference?.state === state);
  const fields = inState('changed').reduce(
    (sum, { difference }) => sum + (difference?.fields ?? 0),
    0,
  );
  const [missing, surplus, unknown] = (
    ['missing', 'surplus', 'unknown'] as const
  ).map(state => inState(state).length);
  const parts = [
    fields > 0 && t('resources.summary.fields', { count: fields }),
    missing > 0 && t('resources.summary.missing', { count: missing }),
    surplus > 0 && t('resources.summary.surplus', { count: surplus }),
    unknown > 0 && t('resources.summary.unknown', { count: unknown }),
  ].filter(part => part !== false);
  return parts.length > 0
    ? { text: parts.join(' '), same: false }
    : { text: t('resources.summary.same'), same: true };
}

/** What a list of objects is worth, and what it says in one line. */
export const ResourceSummaryLines = (props: {
  list: ResourceList;
  onOperation: (id: string) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const kindName = useKindName();
  const format = useFormat();
  const now = useNow();
  const { list } = props;
  const { activity, compared, reachable, unseen } = list;
  const said = sentence(t, list);
  const textOf = (reason: typeof reachable.reason) =>
    reason ? localized(reason.text) : '';
  const seenAt = list.items
    .flatMap(item => item.observedAt ?? [])
    .sort()
    .at(-1);
  return (
    <div role="status">
      <ul className={classes.root}>
        {!reachable.available && (
          <Line tone="warning">
            {seenAt
              ? t('resources.summary.lastSeen', {
                  when: format.relative(seenAt, now),
                  reason: textOf(reachable.reason),
                })
              : t('resources.summary.neverSeen', {
                  reason: textOf(reachable.reason),
                })}
          </Line>
        )}
        {activity && (
          <Line tone="running">
            {t('resources.summary.activity', { kind: kindName(activity.kind) })}{' '}
            <Button
              size="small"
              color="primary"
              onClick={() => props.onOperation(activity.operationId)}
            >
              {t('resources.summary.activityLink')}
            </Button>
          </Line>
        )}
        {compared.available && (
          <Line tone={said.same ? 'ok' : 'warning'}>
            {said.text}
            {!said.same && !activity && (
              <span className={classes.muted}>
                {' '}
                {t('resources.summary.unfought')}
              </span>
            )}
          </Line>
        )}
        {!compared.available && reachable.available && (
          <Line tone="neutral">
            {t('resources.summary.notCompared', {
              reason: textOf(compared.reason),
            })}
          </Line>
        )}
        {unseen.map(({ kind, reason }) => (
          <Line key={kind} tone="neutral">
            {t('resources.summary.unseen', {
              kinds: kind,
              reason: textOf(reason),
            })}
          </Line>
        ))}
        {list.total > list.items.length && (
          <Line tone="neutral">
            {t('resources.summary.fewer', {
              shown: String(list.items.length),
              total: String(list.total),
            })}
          </Line>
        )}
      </ul>
    </div>
  );
};
