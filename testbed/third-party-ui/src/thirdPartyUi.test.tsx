import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
// A test puts a whole app together; the module itself imports no plugin.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import dbaasPlugin from '@dbaas-portal/plugin-dbaas';
import {
  Endpoint,
  EngineDescriptor,
  ParameterDescriptor,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EngineIcon,
  useEngineUi,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import thirdPartyUi from '.';

const sheets: ParameterDescriptor = {
  name: 'sheets',
  type: 'integer',
  minimum: 1,
  maximum: 500,
  default: 25,
  restart: false,
  description: { en: 'Sheets in the folder', zh: '文件夹中的纸张数' },
};

// What the backend's part of the same third party says (testbed/third-party).
const paperdb: EngineDescriptor = {
  id: 'paperdb',
  family: 'paper',
  name: 'PaperDB',
  description: { en: 'Tables on paper', zh: '纸质表格数据库' },
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M5 2h10l4 4v16H5z"/></svg>',
  versions: [{ id: '2', name: 'PaperDB A4' }],
  topologies: [],
  parameters: [sheets],
  sizes: [],
  minimum: { cpuMillis: 1, memoryMib: 1, storageMib: 1 },
  defaultPort: 9999,
  connect: [],
};

const endpoint: Endpoint = {
  role: 'rw',
  host: 'archive',
  port: 7,
  tls: false,
};

/** A page that asks as the portal's own pages do. */
const Probe = ({ engine }: { engine: EngineDescriptor }) => {
  const uis = useEngineUi(engine.id);
  const localized = useLocalized();
  const [value, setValue] = useState<string | number | boolean>();
  const Widget = uis[0]?.parameterWidgets?.sheets;
  return (
    <main>
      <h1>
        <EngineIcon engine={engine} /> {engine.name}: {uis.length}
      </h1>
      {uis.flatMap(ui =>
        (ui.snippets ?? []).map(snippet => (
          <p key={snippet.id}>
            {localized(snippet.label)}:{' '}
            {snippet.render({ engine, endpoint, user: 'u', database: 'd' })}
          </p>
        )),
      )}
      {Widget && (
        <>
          <label htmlFor="sheets">sheets</label>
          <Widget
            id="sheets"
            parameter={sheets}
            value={value}
            onChange={setValue}
          />
        </>
      )}
      <output>{String(value)}</output>
    </main>
  );
};

const probePage = (engine: EngineDescriptor) =>
  PageBlueprint.make({
    name: 'probe',
    params: { path: '/probe', loader: async () => <Probe engine={engine} /> },
  });

const show = (engine: EngineDescriptor) =>
  renderTestApp({
    features: [dbaasPlugin, thirdPartyUi],
    extensions: [probePage(engine)],
    initialRouteEntries: ['/probe'],
  });

describe("an app with somebody else's package for its engine", () => {
  it('shows its icon, its snippet and its field, by installing it alone', async () => {
    const { container } = show(paperdb);
    expect(
      await screen.findByText(/By pencil: Write on shelf 7 of archive, in d/),
    ).toBeInTheDocument();
    expect(container.querySelector('h1 img')).toHaveAttribute(
      'src',
      expect.stringContaining(encodeURIComponent('M5 2h10l4 4v16H5z')),
    );
    fireEvent.change(screen.getByLabelText('sheets'), {
      target: { value: '500' },
    });
    expect(screen.getByRole('status')).toHaveTextContent('500');
  });

  it('brings nothing to engines that are not its own', async () => {
    show({ ...paperdb, id: 'postgresql', name: 'Another' });
    expect(await screen.findByText(/Another: 0/)).toBeInTheDocument();
    expect(screen.queryByText(/By pencil/)).not.toBeInTheDocument();
  });
});
