import { LocationSummary } from '@dbaas-portal/plugin-dbaas-common';
import { UsageBar, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const RESOURCES = ['cpuMillis', 'memoryMib', 'storageMib'] as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
    gap: theme.spacing(1, 2),
    minWidth: 150,
  },
}));

/** What instances were promised, against what the location has. */
export const CapacityBars = ({ location }: { location: LocationSummary }) => {
  const classes = useStyles();
  const format = useFormat();
  const { t } = useWords();
  const { capacity, use } = location;
  if (!use) return null;
  if (!capacity) {
    return (
      <span>
        {t('platforms.unknownCapacity', {
          amount: format.amounts(use.promised),
        })}
      </span>
    );
  }
  return (
    <div className={classes.root}>
      {RESOURCES.map(name => (
        <UsageBar
          key={name}
          resource={name}
          used={use.promised[name]}
          quota={capacity[name]}
        />
      ))}
    </div>
  );
};
