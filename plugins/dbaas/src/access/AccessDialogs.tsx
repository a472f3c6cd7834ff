import {
  Accounts,
  InstanceDetail,
  Operation,
} from '@dbaas-portal/plugin-dbaas-common';
import { facetOf } from '../instance/actions/notOffered';
import {
  CreateDatabaseDialog,
  DropDialog,
  LockDialog,
  RotateDialog,
} from './SimpleAccessDialogs';
import { AccountUser, UserDialog } from './UserDialog';

/** What a person is about to do on the access tab. */
export type AccessIntent =
  | { kind: 'create-user' }
  | { kind: 'create-database' }
  | { kind: 'drop-database'; database: string }
  | {
      kind: 'alter-user' | 'lock' | 'rotate-password' | 'drop-user';
      user: AccountUser;
    };

/** The dialog of an intent. */
export const AccessDialogs = (props: {
  instance: InstanceDetail;
  accounts: Accounts;
  intent?: AccessIntent;
  open: boolean;
  onClose: () => void;
  onStarted: (operation: Operation) => void;
}) => {
  const { instance, accounts, intent, open, onClose, onStarted } = props;
  if (!intent) return null;
  const common = {
    open,
    instance,
    onClose,
    onStarted,
    facet: facetOf(
      instance,
      intent.kind === 'lock' ? 'alter-user' : intent.kind,
    ),
  };
  switch (intent.kind) {
    case 'create-user':
      return <UserDialog {...common} accounts={accounts} />;
    case 'create-database':
      return <CreateDatabaseDialog {...common} accounts={accounts} />;
    case 'drop-database':
      return (
        <DropDialog {...common} kind={intent.kind} name={intent.database} />
      );
    case 'drop-user':
      return (
        <DropDialog {...common} kind={intent.kind} name={intent.user.name} />
      );
    case 'rotate-password':
      return <RotateDialog {...common} user={intent.user.name} />;
    case 'lock':
      return (
        <LockDialog
          {...common}
          user={intent.user.name}
          locked={!intent.user.locked}
        />
      );
    default:
      return <UserDialog {...common} accounts={accounts} user={intent.user} />;
  }
};
