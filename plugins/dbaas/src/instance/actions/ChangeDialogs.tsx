import { Parameters } from '@dbaas-portal/plugin-dbaas-common';
import { useEngines, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useEffect, useId, useState } from 'react';
import { checkParameter } from '../../forms/checkParameter';
import { ParameterFields } from '../../forms/ParameterFields';
import { Problems } from '../../forms/problems';
import { SizeFields } from '../../forms/SizeFields';
import { useWords } from '../../translation/useWords';
import { OperationDialog, OperationDialogProps } from './OperationDialog';

/** Parameters of which one differs from what is set now. */
export function changedParameters(
  before: Parameters,
  after: Parameters,
  defaults: Parameters,
): Parameters {
  const changed: Parameters = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[name] ?? defaults[name];
    if (value !== undefined && value !== (before[name] ?? defaults[name])) {
      changed[name] = value;
    }
  }
  return changed;
}

export const ParametersDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const { open, instance } = props;
  const { spec } = instance.record;
  const { parameters } = instance.facets;
  const [values, setValues] = useState<Parameters>(spec.parameters);
  useEffect(() => {
    if (open) setValues(spec.parameters);
    // What is typed must not be lost when the instance is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const changed = changedParameters(
    spec.parameters,
    values,
    Object.fromEntries(parameters.map(p => [p.name, p.default])),
  );
  const wrong = parameters.flatMap(parameter => {
    const value = values[parameter.name];
    return (value !== undefined && checkParameter(parameter, value)) || [];
  });
  const restarts = parameters
    .filter(parameter => parameter.restart && parameter.name in changed)
    .map(parameter => parameter.name);
  const complete = Object.keys(changed).length > 0 && wrong.length === 0;
  return (
    <OperationDialog
      {...props}
      maxWidth="md"
      start={
        complete
          ? { kind: 'set-parameters', input: { parameters: changed } }
          : undefined
      }
    >
      {problems => (
        <>
          <ParameterFields
            engine={spec.engine}
            parameters={parameters}
            values={values}
            problems={Problems.of(wrong, problems.all)}
            onChange={setValues}
          />
          <Typography variant="body2" role="status">
            {restarts.length > 0 &&
              t('actions.parameters.willRestart', {
                names: restarts.join(', '),
              })}
            {Object.keys(changed).length === 0 && t('actions.unchanged')}
          </Typography>
        </>
      )}
    </OperationDialog>
  );
};

export const ResizeDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const { open, instance } = props;
  const { spec } = instance.record;
  const engine = useEngines().data?.byId.get(spec.engine);
  const [value, setValue] = useState(spec.resources);
  useEffect(() => {
    if (open) setValue(spec.resources);
    // What is typed must not be lost when the instance is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const { cpuMillis, memoryMib, storageMib } = value;
  const unchanged =
    cpuMillis === spec.resources.cpuMillis &&
    memoryMib === spec.resources.memoryMib &&
    storageMib === spec.resources.storageMib;
  return (
    <OperationDialog
      {...props}
      maxWidth="md"
      start={
        unchanged
          ? undefined
          : { kind: 'resize', input: { cpuMillis, memoryMib, storageMib } }
      }
    >
      {problems => (
        <>
          {engine && (
            <SizeFields
              engine={engine}
              value={value}
              problems={Problems.of(
                problems.all,
                // The operation names its inputs without the path of a spec.
                problems.all.map(entry => ({
                  ...entry,
                  field: `resources.${entry.field}`,
                })),
              )}
              onChange={setValue}
            />
          )}
          {unchanged && (
            <Typography variant="body2">{t('actions.unchanged')}</Typography>
          )}
        </>
      )}
    </OperationDialog>
  );
};

export const ScaleDialog = (props: OperationDialogProps) => {
  const { t } = useWords();
  const localized = useLocalized();
  const id = useId();
  const { open, instance } = props;
  const { spec } = instance.record;
  const range = useEngines()
    .data?.byId.get(spec.engine)
    ?.topologies.find(topology => topology.id === spec.topology)?.members;
  const [typed, setTyped] = useState(String(spec.members));
  useEffect(() => {
    if (open) setTyped(String(spec.members));
    // What is typed must not be lost when the instance is read again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const members = Number(typed);
  const valid =
    Number.isInteger(members) &&
    (!range ||
      (members >= range.minimum &&
        members <= range.maximum &&
        !(range.odd && members % 2 === 0)));
  const bounds = range && {
    minimum: String(range.minimum),
    maximum: String(range.maximum),
  };
  const hint =
    bounds &&
    t(range.odd ? 'actions.membersOdd' : 'actions.membersRange', bounds);
  return (
    <OperationDialog
      {...props}
      start={
        valid && members !== spec.members
          ? { kind: 'scale', input: { members } }
          : undefined
      }
    >
      {problems => {
        const wrong = problems.at('members') ?? problems.at('input.members');
        return (
          <TextField
            id={id}
            size="small"
            type="number"
            variant="outlined"
            label={t('actions.newMembers')}
            value={typed}
            error={!valid || wrong !== undefined}
            helperText={wrong ? localized(wrong) : hint}
            inputProps={{ min: range?.minimum, max: range?.maximum }}
            onChange={event => setTyped(event.target.value)}
          />
        );
      }}
    </OperationDialog>
  );
};
