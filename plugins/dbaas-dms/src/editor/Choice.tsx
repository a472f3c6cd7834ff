import TextField from '@material-ui/core/TextField';
import { useId } from 'react';

/** One of a few, by the browser's own list: it works with every keyboard. */
export const Choice = (props: {
  label: string;
  value: string;
  help?: string;
  options: Array<{ value: string; label: string; disabled?: boolean }>;
  onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <TextField
      select
      size="small"
      id={id}
      label={props.label}
      helperText={props.help}
      value={props.value}
      SelectProps={{ native: true }}
      InputLabelProps={{
        htmlFor: id,
        shrink: true,
        // A label that is longer than its list stays on one line above it.
        style: { whiteSpace: 'nowrap' },
      }}
      style={{ minWidth: 112 }}
      onChange={event => props.onChange(event.target.value)}
    >
      {props.options.map(({ value, label, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {label}
        </option>
      ))}
    </TextField>
  );
};
