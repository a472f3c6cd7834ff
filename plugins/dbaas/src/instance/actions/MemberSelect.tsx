import { MemberStatus } from '@dbaas-portal/plugin-dbaas-common';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../translation/useWords';

/** Which member; empty leaves the choice to the backend. */
export const MemberSelect = (props: {
  members: MemberStatus[];
  /** Absent where one has to be chosen. */
  anyLabel?: string;
  withNode?: boolean;
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
      {props.anyLabel !== undefined && (
        <MenuItem value="">{props.anyLabel}</MenuItem>
      )}
      {props.members.map(member => (
        <MenuItem key={member.name} value={member.name}>
          {member.name} · {shared(`role.${member.role}`)}
          {props.withNode && member.node ? ` · ${member.node}` : ''}
        </MenuItem>
      ))}
    </TextField>
  );
};

export function useMember(open: boolean) {
  const state = useState('');
  const [, set] = state;
  useEffect(() => {
    if (open) set('');
  }, [open, set]);
  return state;
}
