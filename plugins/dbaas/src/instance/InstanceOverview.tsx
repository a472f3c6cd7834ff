import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { useMe } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { OperationDrawer } from '../operations/OperationDrawer';
import { PausedNotice } from '../ui/PausedNotice';
import { CapabilitiesSection } from './CapabilitiesSection';
import { ConnectSection } from './ConnectSection';
import { DependantsSection } from './DependantsSection';
import { DetailsSection } from './DetailsSection';
import { EndpointsSection } from './EndpointsSection';
import { MembersSection } from './MembersSection';
import { StatusSection } from './StatusSection';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  column: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
}));

/** All that one has to know of an instance, and what to do with it. */
export const InstanceOverview = (props: {
  instance: InstanceDetail;
  onChanged: () => void;
}) => {
  const classes = useStyles();
  const { instance, onChanged } = props;
  const [following, setFollowing] = useState<string>();
  const me = useMe();
  return (
    <div className={classes.root}>
      <PausedNotice paused={me.data?.paused} />
      <StatusSection
        instance={instance}
        onFollow={setFollowing}
        onStarted={operation => {
          setFollowing(operation.id);
          onChanged();
        }}
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <MembersSection instance={instance} />
          <ConnectSection instance={instance} />
          <EndpointsSection instance={instance} />
          <CapabilitiesSection instance={instance} />
        </div>
        <div className={classes.column}>
          <DetailsSection instance={instance} onChanged={onChanged} />
          <DependantsSection instance={instance} onChanged={onChanged} />
        </div>
      </div>
      <OperationDrawer
        id={following}
        onClose={() => {
          setFollowing(undefined);
          onChanged();
        }}
      />
    </div>
  );
};
