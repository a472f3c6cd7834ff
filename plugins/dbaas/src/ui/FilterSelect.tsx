import Checkbox from '@material-ui/core/Checkbox';
import ListItemText from '@material-ui/core/ListItemText';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useWords } from '../translation/useWords';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 132,
    maxWidth: 200,
    backgroundColor: theme.palette.background.paper,
  },
}));

export type FilterOption = { value: string; label: string };

/** A small select of several values; none chosen means any. */
export const FilterSelect = (props: {
  label: string;
  options: FilterOption[];
  selected: string[];
  onChange: (selected: string[]) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const id = useId();
  const labels = new Map(props.options.map(o => [o.value, o.label]));
  // What the URL names is shown even where the options do not hold it.
  const options = [
    ...props.options,
    ...props.selected
      .filter(value => !labels.has(value))
      .map(value => ({ value, label: value })),
  ];
  return (
    <TextField
      select
      id={id}
      className={classes.root}
      size="small"
      variant="outlined"
      label={props.label}
      InputLabelProps={{ shrink: true, htmlFor: id }}
      value={props.selected}
      SelectProps={{
        multiple: true,
        displayEmpty: true,
        renderValue: () =>
          props.selected.length === 0
            ? t('common.any')
            : props.selected
                .map(value => labels.get(value) ?? value)
                .join(', '),
        MenuProps: { getContentAnchorEl: null },
      }}
      onChange={event => {
        const value: unknown = event.target.value;
        props.onChange(Array.isArray(value) ? value.map(String) : []);
      }}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          <Checkbox
            size="small"
            color="primary"
            checked={props.selected.includes(option.value)}
            inputProps={{ 'aria-hidden': true, tabIndex: -1 }}
          />
          <ListItemText primary={option.label} />
        </MenuItem>
      ))}
    </TextField>
  );
};
