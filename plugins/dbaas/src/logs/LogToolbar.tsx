import { MemberStatus } from '@dbaas-portal/plugin-dbaas-common';
import { LogQuery, useFormat } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../translation/useWords';
import { SearchField } from '../ui/SearchField';

const LINES = [100, 500, 1000, 5000];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  select: { minWidth: 120, backgroundColor: theme.palette.background.paper },
  switch: { margin: theme.spacing(0, 1, 0, 0) },
}));

/** How a log is looked at, besides what is read of it. */
export type LogView = { filter: string; raw: boolean; paused: boolean };

/** Which log, how much of it, and how it is shown. */
export const LogToolbar = (props: {
  members: MemberStatus[];
  query: Required<LogQuery>;
  onQuery: (query: Required<LogQuery>) => void;
  view: LogView;
  onFilter: (filter: string) => void;
  onRaw: () => void;
  onPause: () => void;
  onAgain: () => void;
  onDownload?: () => void;
}) => {
  const classes = useStyles();
  const { t, shared } = useWords();
  const format = useFormat();
  const { query, view, onQuery } = props;
  const toggle = (label: string, checked: boolean, onChange: () => void) => (
    <FormControlLabel
      className={classes.switch}
      control={
        <Switch
          size="small"
          color="primary"
          checked={checked}
          onChange={onChange}
        />
      }
      label={label}
    />
  );
  return (
    <div className={classes.root}>
      <TextField
        select
        className={classes.select}
        size="small"
        variant="outlined"
        label={t('logs.member')}
        id="log-member"
        SelectProps={{ native: true }}
        value={query.member}
        onChange={e => onQuery({ ...query, member: e.target.value })}
      >
        {props.members.map(({ name, role }) => (
          <option key={name} value={name}>
            {t('logs.memberOption', {
              name,
              role: shared(`role.${role}`),
            })}
          </option>
        ))}
      </TextField>
      <TextField
        select
        className={classes.select}
        size="small"
        variant="outlined"
        label={t('logs.lines')}
        id="log-lines"
        SelectProps={{ native: true }}
        value={query.lines}
        onChange={e => onQuery({ ...query, lines: Number(e.target.value) })}
      >
        {LINES.map(lines => (
          <option key={lines} value={lines}>
            {format.number(lines)}
          </option>
        ))}
      </TextField>
      <SearchField
        label={t('logs.filter')}
        value={view.filter}
        onChange={props.onFilter}
      />
      {toggle(t('logs.follow'), query.follow, () =>
        onQuery({ ...query, follow: !query.follow, previous: false }),
      )}
      {toggle(t('logs.previous'), query.previous, () =>
        onQuery({ ...query, previous: !query.previous, follow: false }),
      )}
      {toggle(t('logs.raw'), view.raw, props.onRaw)}
      {query.follow ? (
        <Button
          size="small"
          variant="outlined"
          aria-pressed={view.paused}
          onClick={props.onPause}
        >
          {view.paused ? t('logs.resume') : t('logs.pause')}
        </Button>
      ) : (
        <Button size="small" variant="outlined" onClick={props.onAgain}>
          {t('logs.refresh')}
        </Button>
      )}
      <Button
        size="small"
        variant="outlined"
        disabled={!props.onDownload}
        onClick={props.onDownload}
      >
        {t('logs.download')}
      </Button>
    </div>
  );
};
