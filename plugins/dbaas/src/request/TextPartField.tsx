import { LocalizedText } from '@dbaas-portal/plugin-dbaas-common';
import { useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import { ReactNode, useId } from 'react';

/** A text or select of the form, with its problem or its hint below. */
export const TextPartField = (props: {
  label: string;
  value: string;
  problem?: LocalizedText;
  hint?: string;
  required?: boolean;
  multiline?: boolean;
  select?: boolean;
  type?: string;
  maxLength?: number;
  disabled?: boolean;
  onChange: (value: string) => void;
  children?: ReactNode;
}) => {
  const localized = useLocalized();
  const id = useId();
  return (
    <TextField
      fullWidth
      id={id}
      size="small"
      variant="outlined"
      autoComplete="off"
      label={props.label}
      value={props.value}
      required={props.required}
      multiline={props.multiline}
      select={props.select}
      type={props.type}
      disabled={props.disabled}
      error={props.problem !== undefined}
      helperText={props.problem ? localized(props.problem) : props.hint}
      InputLabelProps={
        props.type === 'datetime-local' ? { shrink: true } : undefined
      }
      inputProps={{ maxLength: props.maxLength }}
      onChange={event => props.onChange(event.target.value)}
    >
      {props.children}
    </TextField>
  );
};
