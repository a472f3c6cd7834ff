import {
  EngineUi,
  ParameterWidgetProps,
} from '@dbaas-portal/plugin-dbaas-react';

/** In place of the plain field: a folder takes a quire or a ream. */
const Sheets = ({ id, parameter, value, onChange }: ParameterWidgetProps) => (
  <select
    id={id}
    value={String(value ?? parameter.default ?? 25)}
    onChange={event => onChange(Number(event.target.value))}
  >
    <option value="25">25</option>
    <option value="500">500</option>
  </select>
);

export const paperdbUi: EngineUi = {
  engine: 'paperdb',
  snippets: [
    {
      id: 'pencil',
      label: { en: 'By pencil', zh: '用铅笔' },
      language: 'text',
      render: ({ endpoint, database }) =>
        `Write on shelf ${endpoint.port} of ${endpoint.host}, in ${database}`,
    },
  ],
  parameterWidgets: { sheets: Sheets },
};
