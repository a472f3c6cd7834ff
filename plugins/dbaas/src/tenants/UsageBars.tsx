import { TenantUsage } from '@dbaas-portal/plugin-dbaas-common';
import { UsageBar } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { QUOTA_NAMES } from './quotas';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
    gap: theme.spacing(1.5, 3),
  },
}));

/** How much of its quota a tenant uses at one location. */
export const UsageBars = ({ usage }: { usage: TenantUsage }) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {QUOTA_NAMES.map(name => (
        <UsageBar
          key={name}
          resource={name}
          used={usage.used[name]}
          quota={usage.quota[name]}
        />
      ))}
    </div>
  );
};
