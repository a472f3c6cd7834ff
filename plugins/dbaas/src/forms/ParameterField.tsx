import {
  LocalizedText,
  ParameterDescriptor,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';
import { EngineUi, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import FormHelperText from '@material-ui/core/FormHelperText';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useWords } from '../translation/useWords';
import { parseParameter } from './checkParameter';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(140px, 220px)',
    gap: theme.spacing(0.5, 2),
    alignItems: 'center',
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  name: {
    fontFamily: 'monospace',
    fontSize: '0.875rem',
    overflowWrap: 'anywhere',
  },
  text: {
    color: theme.palette.text.secondary,
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
}));

/** One parameter of an engine; empty means the engine's default. */
export const ParameterField = (props: {
  parameter: ParameterDescriptor;
  value: ParameterValue | undefined;
  problem?: LocalizedText;
  uis: EngineUi[];
  onChange: (value: ParameterValue | undefined) => void;
}) => {
  const classes = useStyles();
  const localized = useLocalized();
  const { t } = useWords();
  const id = useId();
  const { parameter, value } = props;
  const Widget = props.uis
    .map(ui => ui.parameterWidgets?.[parameter.name])
    .find(widget => widget !== undefined);
  const options =
    parameter.type === 'boolean' ? ['true', 'false'] : parameter.values;
  const isSelect = parameter.type === 'boolean' || parameter.type === 'enum';
  const range = [
    parameter.minimum !== undefined && `≥ ${parameter.minimum}`,
    parameter.maximum !== undefined && `≤ ${parameter.maximum}`,
    parameter.unit,
  ].filter(Boolean);

  return (
    <div className={classes.root}>
      <label htmlFor={id}>
        <span className={classes.name}>{parameter.name}</span>
        <div className={classes.text}>
          {localized(parameter.description)}
          {parameter.restart && ` · ${t('actions.parameters.restart')}`}
        </div>
      </label>
      {Widget ? (
        <div>
          <Widget
            id={id}
            parameter={parameter}
            value={value}
            onChange={props.onChange}
          />
          {props.problem && (
            <FormHelperText error role="alert">
              {localized(props.problem)}
            </FormHelperText>
          )}
        </div>
      ) : (
        <TextField
          id={id}
          size="small"
          variant="outlined"
          select={isSelect}
          value={value === undefined ? '' : String(value)}
          placeholder={String(parameter.default)}
          error={props.problem !== undefined}
          helperText={
            props.problem ? localized(props.problem) : range.join(' · ')
          }
          inputProps={{
            ...(!isSelect && parameter.type !== 'string'
              ? { inputMode: 'decimal' }
              : {}),
            maxLength: 1000,
          }}
          SelectProps={{
            displayEmpty: true,
            renderValue: () =>
              value === undefined
                ? t('actions.parameters.default', {
                    value: String(parameter.default),
                  })
                : String(value),
          }}
          onChange={event =>
            props.onChange(parseParameter(parameter, event.target.value))
          }
        >
          {isSelect && [
            <MenuItem key="" value="" dense>
              {t('actions.parameters.default', {
                value: String(parameter.default),
              })}
            </MenuItem>,
            ...(options ?? []).map(option => (
              <MenuItem key={option} value={option} dense>
                {option}
              </MenuItem>
            )),
          ]}
        </TextField>
      )}
    </div>
  );
};
