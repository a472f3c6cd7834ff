import { Reason } from '@dbaas-portal/plugin-dbaas-common';
import {
  CopyButton,
  ReasonText,
  StatusDot,
  Tone,
} from '@dbaas-portal/plugin-dbaas-react';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: '0.875rem',
  },
  item: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0, 1),
    alignItems: 'baseline',
  },
  command: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginTop: theme.spacing(0.5),
  },
  code: {
    padding: theme.spacing(0.5, 1),
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.action.hover,
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
}));

/** A command that one can copy. */
export const Command = ({ command }: { command: string }) => {
  const classes = useStyles();
  const { t } = useWords();
  return (
    <div className={classes.command}>
      <code className={classes.code}>{command}</code>
      <CopyButton text={command} what={t('platforms.copyCommand')} />
    </div>
  );
};

/** What is to be known, what to do, and the command that does it. */
export const Reasons = (props: { reasons: Reason[]; tone?: Tone }) => {
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {props.reasons.map(reason => (
        <li
          key={`${reason.code} ${JSON.stringify(reason.params ?? {})}`}
          className={classes.item}
        >
          <StatusDot tone={props.tone ?? 'warning'} />
          <div>
            <ReasonText reason={reason} />
            {reason.command && <Command command={reason.command} />}
          </div>
        </li>
      ))}
    </ul>
  );
};
