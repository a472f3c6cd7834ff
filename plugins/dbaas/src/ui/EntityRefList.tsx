import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useWords } from '../translation/useWords';
import { EntityRefField } from './EntityRefField';

const useStyles = makeStyles(theme => ({
  row: { display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' },
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    marginTop: theme.spacing(1),
  },
  chip: { margin: 0, maxWidth: '100%' },
}));

/** Several entities: typed or picked one after the other, shown as chips. */
export const EntityRefList = (props: {
  label: string;
  kinds: string[];
  value: string[];
  onChange: (value: string[]) => void;
  helperText?: string;
  error?: boolean;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const complete = /^[^:\s]+:[^\s]+$/.test(typed.trim());
  const add = () => {
    if (!complete) return;
    props.onChange([...new Set([...props.value, typed.trim()])]);
    setTyped('');
  };
  return (
    <div>
      <div className={classes.row}>
        <EntityRefField
          label={props.label}
          kinds={props.kinds}
          value={typed}
          onChange={setTyped}
          onEnter={add}
          helperText={props.helperText}
          error={props.error}
        />
        <Button variant="outlined" disabled={!complete} onClick={add}>
          {t('common.add')}
        </Button>
      </div>
      {props.value.length > 0 && (
        <div className={classes.chips}>
          {props.value.map(ref => (
            <Chip
              key={ref}
              size="small"
              variant="outlined"
              className={classes.chip}
              label={ref}
              onDelete={() =>
                props.onChange(props.value.filter(other => other !== ref))
              }
              title={t('common.remove', { name: ref })}
            />
          ))}
        </div>
      )}
    </div>
  );
};
