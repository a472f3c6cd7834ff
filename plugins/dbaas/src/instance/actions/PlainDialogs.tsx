import Typography from '@material-ui/core/Typography';
import { useWords } from '../../translation/useWords';
import { MemberSelect, useMember } from './MemberSelect';
import { OperationDialog, OperationDialogProps } from './OperationDialog';

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
