import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useEffect, useId, useState } from 'react';
import { MemberStatus } from '@dbaas-portal/plugin-dbaas-common';
import { useWords } from '../../translation/useWords';
import { OperationDialog, OperationDialogProps } from './OperationDialog';

/** Which member; empty leaves the choice to the backend. */
const MemberSelect = (props: {
  members: MemberStatus[];
  anyLabel: string;
  value: string;
  onChange: (value: string) => void;
}) => {
  const { t, shared } = useWords();
  const id = useId();
  return (
    <TextField
      select
      fullWidth
      id={id}
      size="small"
      variant="outlined"
      label={t('actions.member')}
      InputLabelProps={{ shrink: true, htmlFor: id }}
      SelectProps={{ displayEmpty: true }}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
    >
      <MenuItem value="">{props.anyLabel}</MenuItem>
      {props.members.map(member => (
        <MenuItem key={member.name} value={member.name}>
          {member.name} · {shared(`role.${member.role}`)}
        </MenuItem>
      ))}
    </TextField>
  );
};

function useMember(open: boolean) {
  const state = useState('');
  const [, set] = state;
  useEffect(() => {
    if (open) set('');
  }, [open, set]);
  return state;
}

/** For stop and start, which take no input. */
export const StopDialog = (props: OperationDialogProps) => (
  <OperationDialog {...props} start={{ kind: 'stop', input: {} }} />
);

export const StartDialog = (props: OperationDialogProps) => (
  <OperationDialog {...props} start={{ kind: 'start', input: {} }} />
);

export const RestartDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const [member, setMember] = useMember(props.open);
  const { members } = props.instance.status;
  return (
    <OperationDialog
      {...props}
      start={{ kind: 'restart', input: member ? { member } : {} }}
    >
      {() =>
        members.length > 1 && (
          <MemberSelect
            members={members}
            anyLabel={t('actions.allMembers')}
            value={member}
            onChange={setMember}
          />
        )
      }
    </OperationDialog>
  );
};

export const SwitchoverDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const [member, setMember] = useMember(props.open);
  const replicas = props.instance.status.members.filter(
    entry => entry.role !== 'primary' && entry.ready,
  );
  return (
    <OperationDialog
      {...props}
      start={
        replicas.length > 0
          ? { kind: 'switchover', input: member ? { member } : {} }
          : undefined
      }
    >
      {() =>
        replicas.length > 0 ? (
          <MemberSelect
            members={replicas}
            anyLabel={t('actions.anyReplica')}
            value={member}
            onChange={setMember}
          />
        ) : (
          <Typography variant="body2">{t('actions.noReplica')}</Typography>
        )
      }
    </OperationDialog>
  );
};
