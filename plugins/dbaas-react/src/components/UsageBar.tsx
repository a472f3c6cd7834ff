import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles, Theme } from '@material-ui/core/styles';
import { ResourceName, useFormat } from '../format/useFormat';
import { dbaasReactTranslationRef } from '../translation/ref';
import { Tone, toneColor } from './colors';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: { minWidth: 0 },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    columnGap: theme.spacing(1),
    fontSize: '0.8125rem',
  },
  name: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  amount: { fontVariantNumeric: 'tabular-nums', fontSize: '0.75rem' },
  bar: {
    height: 6,
    borderRadius: 3,
    marginTop: 2,
    backgroundColor: theme.palette.action.selected,
  },
  used: {
    backgroundColor: ({ tone }) =>
      tone === 'ok' ? theme.palette.primary.main : toneColor(theme, tone),
  },
  note: {
    fontSize: '0.75rem',
    whiteSpace: 'nowrap',
    color: ({ tone }) =>
      tone === 'error' ? toneColor(theme, tone) : theme.palette.text.secondary,
  },
}));

/**
 * How much of a quota is used, and what a request would make of it.
 *
 * @public
 */
export const UsageBar = (props: {
  resource: ResourceName;
  used: number;
  quota?: number;
  /** What would come on top. */
  extra?: number;
}) => {
  const { resource, used, quota, extra = 0 } = props;
  const { t } = useTranslationRef(dbaasReactTranslationRef);
  const format = useFormat();
  const total = used + extra;
  const share = quota ? Math.min(1, total / quota) : Number(total > 0);
  const over = quota !== undefined && total > quota;
  let tone: Tone = 'ok';
  if (quota !== undefined && share > 0.85) tone = 'warning';
  if (over) tone = 'error';
  const classes = useStyles({ tone });
  const name = t(`resource.${resource}`);
  const amount =
    quota === undefined
      ? `${format.amount(resource, total)} · ${t('resource.unlimited')}`
      : t('resource.ofQuota', {
          used: format.amount(resource, total),
          quota: format.amount(resource, quota),
        });
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        <span className={classes.name}>{name}</span>
        {quota !== undefined && (
          <span className={classes.note}>
            {over
              ? t('resource.over', {
                  over: format.amount(resource, total - quota),
                })
              : t('resource.left', {
                  free: format.amount(resource, quota - total),
                })}
          </span>
        )}
      </div>
      {quota !== undefined && (
        <LinearProgress
          aria-label={`${name}: ${amount}`}
          classes={{ root: classes.bar, bar: classes.used }}
          variant="determinate"
          value={Math.round(share * 100)}
        />
      )}
      <div className={classes.amount}>{amount}</div>
    </div>
  );
};
