import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';

/** A small text filter that applies on Enter or when one leaves it. */
export const TextFilter = (props: {
  label: string;
  value: string;
  type?: 'text' | 'datetime-local';
  onChange: (value: string) => void;
}) => {
  const id = useId();
  const [typed, setTyped] = useState(props.value);
  useEffect(() => setTyped(props.value), [props.value]);
  const apply = () => {
    if (typed !== props.value) props.onChange(typed.trim());
  };
  return (
    <TextField
      id={id}
      size="small"
      variant="outlined"
      type={props.type ?? 'text'}
      label={props.label}
      InputLabelProps={{ shrink: true }}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onBlur={apply}
      onKeyDown={event => {
        if (event.key === 'Enter') apply();
      }}
      inputProps={{ maxLength: 200 }}
      style={{ width: props.type === 'datetime-local' ? 205 : 128 }}
    />
  );
};
