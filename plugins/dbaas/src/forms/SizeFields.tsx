import {
  EngineDescriptor,
  MemberResources,
} from '@dbaas-portal/plugin-dbaas-common';
import { useFormat, useLocalized } from '@dbaas-portal/plugin-dbaas-react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../translation/useWords';
import { ChoiceCards } from './ChoiceCards';
import { Problems } from './problems';

const NAMES = ['cpuMillis', 'memoryMib', 'storageMib'] as const;
type Name = (typeof NAMES)[number];

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
    gap: theme.spacing(1.5),
    marginTop: theme.spacing(1.5),
  },
}));

const same = (a: MemberResources, b: MemberResources) =>
  NAMES.every(name => a[name] === b[name]);

/** CPU is typed in cores, memory and storage in MiB. */
const shown = (name: Name, value: number) =>
  String(name === 'cpuMillis' ? value / 1000 : value);

/** A number that may be half typed; passes on what is a number. */
const Amount = (props: {
  label: string;
  name: Name;
  value: number;
  helperText: string;
  error: boolean;
  onChange: (value: number) => void;
}) => {
  const id = useId();
  const { name, value } = props;
  const [typed, setTyped] = useState(() => shown(name, value));
  const parse = (text: string) =>
    name === 'cpuMillis'
      ? Math.round(Number(text) * 1000)
      : Math.round(Number(text));
  useEffect(() => {
    setTyped(old => {
      const number =
        name === 'cpuMillis' ? Math.round(Number(old) * 1000) : Number(old);
      return number === value ? old : shown(name, value);
    });
  }, [name, value]);
  return (
    <TextField
      id={id}
      size="small"
      variant="outlined"
      label={props.label}
      value={typed}
      error={props.error}
      helperText={props.helperText}
      inputProps={{ inputMode: 'decimal', maxLength: 12 }}
      onChange={event => {
        setTyped(event.target.value);
        const number = parse(event.target.value);
        if (event.target.value.trim() !== '' && Number.isFinite(number)) {
          props.onChange(number);
        }
      }}
    />
  );
};

/** The size of a member: one of the engine's presets, or one's own. */
export const SizeFields = (props: {
  engine: Pick<EngineDescriptor, 'sizes' | 'minimum'>;
  value: MemberResources;
  problems: Problems;
  onChange: (value: MemberResources) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const format = useFormat();
  const { engine, value } = props;
  const preset = engine.sizes.find(size => same(size, value));
  const [custom, setCustom] = useState(preset === undefined);
  const chosen = custom || !preset ? 'custom' : preset.id;

  return (
    <div>
      <ChoiceCards
        label={t('actions.size.label')}
        value={chosen}
        onChange={id => {
          const size = engine.sizes.find(entry => entry.id === id);
          setCustom(size === undefined);
          if (size) {
            props.onChange({
              cpuMillis: size.cpuMillis,
              memoryMib: size.memoryMib,
              storageMib: size.storageMib,
            });
          }
        }}
        choices={[
          ...engine.sizes.map(size => ({
            value: size.id,
            title: localized(size.name),
            text: format.resources(size),
          })),
          {
            value: 'custom',
            title: t('actions.size.custom'),
            text: t('actions.size.customText'),
          },
        ]}
      />
      {(chosen === 'custom' ||
        NAMES.some(n => props.problems.at(`resources.${n}`))) && (
        <div className={classes.fields}>
          {NAMES.map(name => {
            const wrong = props.problems.at(`resources.${name}`);
            return (
              <Amount
                key={name}
                name={name}
                label={t(`actions.size.${name}`)}
                value={value[name]}
                error={wrong !== undefined}
                helperText={
                  wrong
                    ? localized(wrong)
                    : t('actions.size.minimum', {
                        minimum: format.amount(name, engine.minimum[name]),
                      })
                }
                onChange={number =>
                  props.onChange({ ...value, [name]: number })
                }
              />
            );
          })}
        </div>
      )}
    </div>
  );
};
