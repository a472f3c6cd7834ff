import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { RiSearchLine } from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 220,
    flex: '1 1 220px',
    backgroundColor: theme.palette.background.paper,
  },
}));

/** A search that waits until one stops typing. */
export const SearchField = (props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) => {
  const classes = useStyles();
  const [typed, setTyped] = useState(props.value);
  const sent = useRef(props.value);
  const { value, onChange } = props;

  useEffect(() => {
    // Changed from outside, e.g. by “clear filters” or the back button.
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);

  useEffect(() => {
    if (typed === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed;
      onChange(typed);
    }, 300);
    return () => clearTimeout(timer);
  }, [typed, onChange]);

  return (
    <TextField
      className={classes.root}
      size="small"
      variant="outlined"
      type="search"
      placeholder={props.label}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      inputProps={{ 'aria-label': props.label, maxLength: 100 }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <RiSearchLine size={18} aria-hidden />
          </InputAdornment>
        ),
      }}
    />
  );
};
