import {
  InstanceDetail,
  Operation,
  OperationKind,
} from '@dbaas-portal/plugin-dbaas-common';
import { useKindName, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { RiArrowDownSLine } from '@remixicon/react';
import { ComponentType, ReactNode, useState } from 'react';
import { useWords } from '../../translation/useWords';
import { ParametersDialog, ResizeDialog, ScaleDialog } from './ChangeDialogs';
import { DeleteDialog } from './DeleteDialog';
import { facetOf, useNotOffered } from './notOffered';
import { MoveDialog } from './MoveDialog';
import { OperationDialogProps } from './OperationDialog';
import {
  RestartDialog,
  StartDialog,
  StopDialog,
  SwitchoverDialog,
} from './PlainDialogs';
import { UpgradeDialog } from './UpgradeDialog';

/** Those of the access tab are asked for there. */
const DIALOGS: ReadonlyMap<
  OperationKind,
  ComponentType<OperationDialogProps>
> = new Map<OperationKind, ComponentType<OperationDialogProps>>([
  ['start', StartDialog],
  ['stop', StopDialog],
  ['restart', RestartDialog],
  ['set-parameters', ParametersDialog],
  ['resize', ResizeDialog],
  ['scale', ScaleDialog],
  ['switchover', SwitchoverDialog],
  ['move-member', MoveDialog],
  ['upgrade', UpgradeDialog],
  ['delete', DeleteDialog],
]);

const useStyles = makeStyles({
  text: { maxWidth: 420, whiteSpace: 'normal' },
  disabled: { opacity: 0.6 },
});

/** Everything that can be done with an instance, and why not the rest. */
export const ActionMenu = (props: {
  instance: InstanceDetail;
  onStarted: (operation: Operation) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const kindName = useKindName();
  const localized = useLocalized();
  const { instance } = props;
  const notOffered = useNotOffered(instance);
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [open, setOpen] = useState<OperationKind>();
  // Kept while the dialog closes, so that it does not go blank.
  const [shown, setShown] = useState<OperationKind>();
  const Dialog = shown && DIALOGS.get(shown);
  const menuId = `dbaas-actions-${instance.record.uid}`;

  // What can be done comes first; what cannot be taken back, last.
  const rank = (kind: OperationKind, why: ReactNode) => {
    if (kind === 'delete') return 2;
    return why === undefined ? 0 : 1;
  };
  const choices = [...DIALOGS.keys()]
    .map(kind => ({ kind, why: notOffered(kind) }))
    .sort((one, two) => rank(one.kind, one.why) - rank(two.kind, two.why));

  return (
    <>
      <Button
        variant="contained"
        color="primary"
        size="small"
        aria-haspopup="menu"
        aria-controls={menuId}
        aria-expanded={anchor !== undefined}
        endIcon={<RiArrowDownSLine size={18} />}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('actions.menu')}
      </Button>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        MenuListProps={{
          'aria-label': t('actions.menuLabel', {
            name: instance.record.spec.name,
          }),
        }}
      >
        {choices.map(({ kind, why }) => {
          const { effect } = facetOf(instance, kind);
          return (
            <MenuItem
              key={kind}
              dense
              aria-disabled={why !== undefined}
              onClick={() => {
                if (why !== undefined) return;
                setAnchor(undefined);
                setShown(kind);
                setOpen(kind);
              }}
            >
              <ListItemText
                className={classes.text}
                primary={kindName(kind)}
                primaryTypographyProps={{
                  className: why === undefined ? '' : classes.disabled,
                }}
                secondary={why ?? (effect && localized(effect))}
                secondaryTypographyProps={{ component: 'div' }}
              />
            </MenuItem>
          );
        })}
      </Menu>
      {Dialog && (
        <Dialog
          open={open === shown}
          instance={instance}
          facet={facetOf(instance, shown)}
          onClose={() => setOpen(undefined)}
          onStarted={props.onStarted}
        />
      )}
    </>
  );
};
