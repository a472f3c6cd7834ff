import {
  ResourceState,
  ResourceSummary,
} from '@dbaas-portal/plugin-dbaas-common';
import { StatusDot, Tone } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords, Words } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    whiteSpace: 'nowrap',
  },
  muted: { color: theme.palette.text.secondary },
}));

const TONES: Record<ResourceState, Tone> = {
  missing: 'error',
  changed: 'warning',
  unchanged: 'ok',
  surplus: 'warning',
  unknown: 'neutral',
};

function wordOf(
  t: Words['t'],
  { state, fields }: NonNullable<ResourceSummary['difference']>,
): string {
  return state === 'changed'
    ? t('resources.difference.changed', { count: fields })
    : t(`resources.difference.${state}`);
}

/** How an object stands to what the portal wants, by colour and word. */
export const DifferenceChip = ({ resource }: { resource: ResourceSummary }) => {
  const classes = useStyles();
  const { t } = useWords();
  const { difference } = resource;
  return difference ? (
    <span className={classes.root}>
      <StatusDot tone={TONES[difference.state]} />
      {wordOf(t, difference)}
    </span>
  ) : (
    <span className={classes.muted}>{t('resources.difference.none')}</span>
  );
};
