import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sampleInstance } from '../__testUtils__/instances';
import { mockLayout, renderWithSamples } from '../__testUtils__/render';
import { sampleResources } from '../__testUtils__/resources';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { InstanceResources } from './InstanceResources';
import { piecesOf } from './matches';

const instance = sampleInstance(0);
const reader = { ...instance, can: [...instance.can, 'dbaas.resource.read'] };

function open(change: (api: SampleDbaasApi) => void = () => {}) {
  const api = new SampleDbaasApi();
  change(api);
  return renderWithSamples(<InstanceResources instance={reader} />, { api });
}

const table = () => screen.findByRole('table', { name: 'Resources' });
const read = (api: SampleDbaasApi) =>
  api.calls.filter(call => call.method === 'getResource');

const unreachable = {
  available: false,
  reason: {
    code: 'location-silent',
    text: { en: 'The cluster does not answer.', zh: '集群无响应。' },
  },
};

describe('the resources of a database', () => {
  beforeAll(mockLayout);

  it('stand in a list, each with a word against what is wanted', async () => {
    open();
    const rows = within(await table());
    for (const row of [
      /^orders Cluster Cluster in healthy state .* 2 fields differ$/,
      /^orders-dbaas-rw Service ClusterIP .* As wanted$/,
      /^orders-dbaas-ro Service — — Missing$/,
      /^orders-2 Pod CrashLoopBackOff .* Not made by the portal$/,
    ]) {
      expect(rows.getByRole('row', { name: row })).toBeInTheDocument();
    }
    expect(
      screen.getByText(
        /2 fields differ from what the portal wants\. 1 object is missing\./,
      ),
    ).toHaveTextContent('changes nothing by itself');
  });

  it('says when all is as it is wanted', async () => {
    open(api => {
      api.resources.items = api.resources.items.filter(
        i => i.difference?.state === 'unchanged',
      );
    });
    expect(
      await screen.findByText(/Everything that the portal makes/),
    ).toBeInTheDocument();
  });

  it('shows an object field by field, with who manages it', async () => {
    const api = open();
    await userEvent.click(
      within(await table()).getByRole('button', { name: 'orders' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Cluster orders',
    });
    const fields = await within(dialog).findByRole('table', {
      name: 'Differences',
    });
    expect(
      within(fields).getByRole('row', {
        name: 'spec.instances 5 3 kubectl-edit',
      }),
    ).toBeInTheDocument();
    expect(
      within(fields).getByRole('row', {
        name: 'spec.storage.resizeInUseVolumes nothing true —',
      }),
    ).toBeInTheDocument();
    expect(read(api)).toHaveLength(1);
  });

  it('searches in the YAML', async () => {
    open();
    await userEvent.click(
      within(await table()).getByRole('button', { name: 'orders' }),
    );
    const yaml = await screen.findByRole('region', { name: 'YAML of orders' });
    expect(yaml).toHaveTextContent('kind: Cluster');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in it' }),
      'S',
    );
    await waitFor(() =>
      expect(yaml.querySelectorAll('mark').length).toBeGreaterThan(3),
    );
    const places = yaml.querySelectorAll('mark').length;
    expect(screen.getByText(`${places} places`)).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in it' }),
      'nowhere',
    );
    expect(await screen.findByText('Not found')).toBeInTheDocument();
    expect(yaml).toHaveTextContent('kind: Cluster');
  });

  it('names a secret and shows nothing of it', async () => {
    open();
    await userEvent.click(
      within(await table()).getByRole('button', { name: 'orders-dbaas-admin' }),
    );
    expect(
      await screen.findByText('Secrets are named here and never shown.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });

  it('filters by words and by what differs', async () => {
    open();
    await table();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Only what differs' }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(3);
    await userEvent.type(
      screen.getByRole('searchbox', { name: /^Search by kind/ }),
      'service ro',
    );
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    await userEvent.type(
      screen.getByRole('searchbox', { name: /^Search by kind/ }),
      ' nothing',
    );
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
  });

  it('stays quick with hundreds: only those in sight are drawn', async () => {
    open(api => {
      api.resources = sampleResources(300);
    });
    expect(await table()).toHaveAttribute('aria-rowcount', '305');
    expect(screen.getAllByRole('row').length).toBeLessThan(100);
  });

  it('tells what was last seen where the place is silent', async () => {
    open(api => {
      api.resources = {
        ...api.resources,
        reachable: unreachable,
        compared: unreachable,
      };
    });
    expect(await screen.findByText(/This is what was last seen/)).toBeVisible();
    expect(screen.getByText(/This is what was last seen/)).toHaveTextContent(
      'The cluster does not answer.',
    );
    expect(screen.queryByText(/differ from what/)).not.toBeInTheDocument();
  });

  it('tells which operation is at it, and what may not be seen', async () => {
    open(api => {
      api.resources = {
        ...api.resources,
        activity: {
          operationId: 'op-1',
          kind: 'resize',
          state: 'running',
          progress: 0.5,
        },
        unseen: [{ kind: 'PersistentVolumeClaim', reason: unreachable.reason }],
      };
    });
    expect(
      await screen.findByText(
        /They are being changed right now by “Change size”/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/may not see PersistentVolumeClaim/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'See the operation' }),
    );
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });

  it('has a next step where nothing is', async () => {
    const api = open(sample => {
      sample.resources = { ...sample.resources, items: [], total: 0 };
    });
    await screen.findByText('Nothing is there');
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    await waitFor(() => expect(api.calls.length).toBeGreaterThan(1));
  });

  it('says what went wrong, and asks again', async () => {
    open(api => {
      api.listResources = async () => {
        throw new Error('The portal does not answer');
      };
    });
    expect(
      await screen.findByRole('button', { name: /again|retry/i }),
    ).toBeInTheDocument();
  });

  it('asks for nothing without the permission, and names it', async () => {
    const api = renderWithSamples(
      <InstanceResources instance={{ ...instance, can: [] }} />,
    );
    expect(await screen.findByText(/dbaas\.resource\.read/)).toBeVisible();
    expect(api.calls).toEqual([]);
  });
});

describe('places in a text', () => {
  it('are found whatever the case, and leave the text as it is', () => {
    expect(piecesOf('aXbx', 'x')).toEqual(['a', 'X', 'b', 'x', '']);
    expect(piecesOf('abc', '')).toEqual(['abc']);
    expect(piecesOf('abc', '.')).toEqual(['abc']);
    expect(piecesOf('İx', 'x').join('')).toBe('İx');
    expect(piecesOf('x'.repeat(5000), 'x').length).toBe(2001);
  });
});
