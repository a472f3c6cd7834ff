import {
  ParameterDescriptor,
  Parameters,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  useEngineUi,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import { useWords } from '../translation/useWords';
import { SearchField } from '../ui/SearchField';
import { ParameterField } from './ParameterField';
import { Problems } from './problems';

const useStyles = makeStyles(theme => ({
  tools: { display: 'flex', gap: theme.spacing(1), alignItems: 'center' },
  list: { maxHeight: 420, overflowY: 'auto', paddingRight: theme.spacing(1) },
}));

/** The parameters of an engine, searchable. */
export const ParameterFields = (props: {
  engine: string;
  parameters: ParameterDescriptor[];
  values: Parameters;
  problems: Problems;
  onChange: (values: Parameters) => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  const uis = useEngineUi(props.engine);
  const [search, setSearch] = useState('');
  const [onlySet, setOnlySet] = useState(false);
  const { parameters, values } = props;

  const found = useMemo(() => {
    const term = search.toLowerCase();
    return parameters.filter(
      parameter =>
        (!onlySet || parameter.name in values) &&
        (parameter.name.toLowerCase().includes(term) ||
          localized(parameter.description).toLowerCase().includes(term)),
    );
  }, [parameters, values, search, onlySet, localized]);

  const change = (name: string, value: ParameterValue | undefined) => {
    const { [name]: _, ...rest } = values;
    props.onChange(value === undefined ? rest : { ...rest, [name]: value });
  };

  return (
    <div>
      <div className={classes.tools}>
        <SearchField
          label={t('actions.parameters.search')}
          value={search}
          onChange={setSearch}
        />
        <Button
          size="small"
          aria-pressed={onlySet}
          variant={onlySet ? 'contained' : 'outlined'}
          onClick={() => setOnlySet(!onlySet)}
        >
          {t('actions.parameters.onlySet', {
            number: String(Object.keys(values).length),
          })}
        </Button>
      </div>
      <div className={classes.list}>
        {found.length === 0 && (
          <EmptyState title={t('actions.parameters.none')} />
        )}
        {found.map(parameter => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={values[parameter.name]}
            problem={props.problems.at(`parameters.${parameter.name}`)}
            uis={uis}
            onChange={value => change(parameter.name, value)}
          />
        ))}
      </div>
    </div>
  );
};
