import {
  InstanceDetail,
  terminalOpenPermission,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ReasonText,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';
import { useWords } from '../translation/useWords';
import { TerminalWindow } from './TerminalWindow';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
  },
  field: { minWidth: 220, backgroundColor: theme.palette.background.paper },
}));

const Choice = (props: {
  label: string;
  value: string;
  options: Array<{ id: string; label: string }>;
  onChange: (id: string) => void;
}) => {
  const classes = useStyles();
  const id = useId();
  return (
    <TextField
      select
      id={id}
      className={classes.field}
      size="small"
      variant="outlined"
      label={props.label}
      InputLabelProps={{ htmlFor: id }}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
    >
      {props.options.map(option => (
        <MenuItem key={option.id} value={option.id}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
};

/** Terminals into the members of an instance, one at a time. */
export const InstanceTerminal = ({
  instance,
}: {
  instance: InstanceDetail;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const { members } = instance.status;
  const [chosen, setChosen] = useState<string>();
  const [chosenKind, setChosenKind] = useState<string>();
  const [opened, setOpened] = useState<{
    member: string;
    kind: string;
    turn: number;
  }>();
  const facet = instance.facets.capabilities.find(c => c.id === 'terminal');

  if (!facet?.offered) {
    return (
      <EmptyState
        title={t('terminal.notOffered')}
        description={facet?.reason && <ReasonText reason={facet.reason} />}
      />
    );
  }
  if (!instance.can.includes(terminalOpenPermission.name)) {
    return (
      <EmptyState
        title={t('terminal.noPermission.title')}
        description={t('terminal.noPermission.text', {
          permission: terminalOpenPermission.name,
        })}
      />
    );
  }
  const kinds = facet.terminals ?? [];
  const primary = members.find(({ role }) => role === 'primary') ?? members[0];
  const member = members.find(({ name }) => name === chosen) ?? primary;
  const kind = kinds.find(({ id }) => id === chosenKind) ?? kinds[0];
  if (!member || !kind) {
    return <EmptyState title={t('terminal.noMember')} />;
  }
  const open = (what: { member: string; kind: string }) =>
    setOpened({ ...what, turn: (opened?.turn ?? 0) + 1 });
  return (
    <div className={classes.root}>
      <div className={classes.choice}>
        <Choice
          label={t('terminal.member')}
          value={member.name}
          options={members.map(({ name, role }) => ({
            id: name,
            label: role === 'primary' ? `${name} (${role})` : name,
          }))}
          onChange={setChosen}
        />
        <Choice
          label={t('terminal.kind')}
          value={kind.id}
          options={kinds.map(({ id, name }) => ({
            id,
            label: localized(name),
          }))}
          onChange={setChosenKind}
        />
        <Button
          variant="contained"
          color="primary"
          disabled={opened !== undefined}
          onClick={() => open({ member: member.name, kind: kind.id })}
        >
          {t('terminal.do')}
        </Button>
      </div>
      {opened ? (
        <TerminalWindow
          key={opened.turn}
          instance={instance}
          member={opened.member}
          kind={opened.kind}
          onAgain={() => open(opened)}
          onClose={() => setOpened(undefined)}
        />
      ) : (
        <EmptyState
          title={t('terminal.none.title')}
          description={t('terminal.none.text')}
        />
      )}
    </div>
  );
};
