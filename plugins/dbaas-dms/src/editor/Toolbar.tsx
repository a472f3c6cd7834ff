import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { RiPlayFill, RiStopFill } from '@remixicon/react';
import { useFormat } from '@dbaas-portal/plugin-dbaas-react';
import { useWords } from '../translation/useWords';
import { Choice } from './Choice';

const LIMITS = [100, 1_000, 10_000];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    // A help text below one of them must not push it up.
    alignItems: 'flex-start',
    gap: theme.spacing(2),
    padding: theme.spacing(0, 1.5, 1.5),
  },
  buttons: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
    alignSelf: 'center',
  },
}));

/** The key that people of this machine press with Enter. */
const shortcutKey = () =>
  /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** How a statement is run, and the buttons that run and cancel it. */
export const Toolbar = (props: {
  databases: string[];
  database: string | undefined;
  onDatabase: (database: string) => void;
  mode: 'read' | 'write';
  mayWrite: boolean;
  onMode: (mode: 'read' | 'write') => void;
  maxRows: number;
  onMaxRows: (rows: number) => void;
  running: boolean;
  cancelling: boolean;
  runnable: boolean;
  hasSelection: boolean;
  onRun: () => void;
  onCancel: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  return (
    <div className={classes.root}>
      {props.databases.length > 0 && (
        <Choice
          label={t('toolbar.database')}
          value={props.database ?? ''}
          options={props.databases.map(name => ({ value: name, label: name }))}
          onChange={props.onDatabase}
        />
      )}
      <Choice
        label={t('toolbar.mode')}
        value={props.mayWrite ? props.mode : 'read'}
        help={props.mayWrite ? undefined : t('toolbar.writeForbidden')}
        options={[
          { value: 'read', label: t('toolbar.read') },
          {
            value: 'write',
            label: t('toolbar.write'),
            disabled: !props.mayWrite,
          },
        ]}
        onChange={value => props.onMode(value === 'write' ? 'write' : 'read')}
      />
      <Choice
        label={t('toolbar.limit')}
        value={String(props.maxRows)}
        options={LIMITS.map(limit => ({
          value: String(limit),
          label: format.number(limit),
        }))}
        onChange={value => props.onMaxRows(Number(value))}
      />
      <div className={classes.buttons}>
        <Typography variant="caption" color="textSecondary">
          {t('toolbar.runHint', { key: shortcutKey() })}
        </Typography>
        {props.running && (
          <Button
            variant="outlined"
            startIcon={<RiStopFill size={18} />}
            disabled={props.cancelling}
            onClick={props.onCancel}
          >
            {props.cancelling ? t('toolbar.cancelling') : t('toolbar.cancel')}
          </Button>
        )}
        <Button
          variant="contained"
          color="primary"
          startIcon={<RiPlayFill size={18} />}
          disabled={props.running || !props.runnable}
          onClick={props.onRun}
        >
          {props.hasSelection ? t('toolbar.runSelection') : t('toolbar.run')}
        </Button>
      </div>
    </div>
  );
};
