import { useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../translation/useWords';
import { MemberSelect, useMember } from './MemberSelect';
import { OperationDialog, OperationDialogProps } from './OperationDialog';

/** Which member goes to which node; any that the location has may be typed. */
export const MoveDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const [member, setMember] = useMember(props.open);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (props.open) setTyped('');
  }, [props.open]);
  const members = props.instance.status.members.filter(entry => entry.ready);
  const from = members.find(entry => entry.name === member)?.node;
  const known = new Set(members.flatMap(entry => entry.node ?? []));
  const node = typed.trim();
  return (
    <OperationDialog
      {...props}
      start={
        member && node
          ? { kind: 'move-member', input: { member, node } }
          : undefined
      }
    >
      {problems => {
        const wrong = problems.at('input.node');
        return (
          <>
            <MemberSelect
              withNode
              members={members}
              value={member}
              onChange={setMember}
            />
            <TextField
              id={id}
              fullWidth
              size="small"
              variant="outlined"
              label={t('actions.node')}
              InputLabelProps={{ shrink: true, htmlFor: id }}
              inputProps={{ list: `${id}-nodes`, maxLength: 253 }}
              value={typed}
              error={wrong !== undefined}
              helperText={wrong ? localized(wrong) : t('actions.nodeHint')}
              onChange={event => setTyped(event.target.value)}
            />
            <datalist id={`${id}-nodes`}>
              {[...known]
                .filter(name => name !== from)
                .map(name => (
                  <option key={name} value={name} />
                ))}
            </datalist>
          </>
        );
      }}
    </OperationDialog>
  );
};
