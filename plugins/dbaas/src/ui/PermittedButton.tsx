import Button, { ButtonProps } from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { ReactNode } from 'react';

/**
 * A button that says why it cannot be pressed. The hint can be reached with
 * the keyboard, too.
 */
export const PermittedButton = (props: {
  /** Why not; absent when it can be pressed. */
  reason?: ReactNode;
  label: string;
  onClick: () => void;
  variant?: ButtonProps['variant'];
  color?: ButtonProps['color'];
  startIcon?: ReactNode;
}) => {
  const { reason } = props;
  const button = (
    <Button
      size="small"
      variant={props.variant ?? 'outlined'}
      color={props.color}
      startIcon={props.startIcon}
      disabled={reason !== undefined}
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
  if (reason === undefined) return button;
  return (
    <Tooltip interactive title={<>{reason}</>}>
      {/* A disabled button gets no focus; what holds it does. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span tabIndex={0}>{button}</span>
    </Tooltip>
  );
};
