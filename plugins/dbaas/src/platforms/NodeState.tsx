import { NodeStatus } from '@dbaas-portal/plugin-dbaas-common';
import { StatusDot, Tone } from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
  },
}));

/** Whether a node is ready, and whether it takes anything new. */
export const NodeState = ({ node }: { node: NodeStatus }) => {
  const classes = useStyles();
  const { t } = useWords();
  const words = [
    t(node.ready ? 'platforms.nodes.ready' : 'platforms.nodes.notReady'),
    ...(node.cordoned ? [t('platforms.nodes.cordoned')] : []),
  ];
  let tone: Tone = node.ready ? 'ok' : 'error';
  if (node.ready && (node.cordoned || node.remarks.length > 0)) {
    tone = 'warning';
  }
  return (
    <span className={classes.root}>
      <StatusDot tone={tone} />
      {words.join(' · ')}
    </span>
  );
};
