import { LocationDetail } from '@dbaas-portal/plugin-dbaas-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cluster, here, machine } from '../__testUtils__/locations';
import { mockLayout, renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { shownNodes } from './nodeOrder';
import { PlatformsPage } from './PlatformsPage';

beforeAll(mockLayout);

const section = (name: string) => screen.findByRole('region', { name });

function show(path: string, change?: (api: SampleDbaasApi) => void) {
  const api = new SampleDbaasApi();
  change?.(api);
  return renderWithSamples(<PlatformsPage />, { api, path });
}

describe('the platforms', () => {
  it('are listed with state, databases, promises and findings', async () => {
    show('/');
    const link = await screen.findByRole('link', { name: 'This machine' });
    expect(link).toHaveAttribute('href', '/dbaas/platforms/local');
    const row = within(screen.getByRole('row', { name: /This machine/ }));
    expect(row.getByText('Answers')).toBeInTheDocument();
    expect(row.getByText('5 Healthy')).toBeInTheDocument();
    expect(row.getByText('1 Degraded')).toBeInTheDocument();
    expect(row.queryByText(/Down/)).toBeNull();
    expect(row.getByText('3.5 CPU of 8 CPU')).toBeInTheDocument();
    expect(row.getByTitle('The disk is nearly full')).toHaveTextContent('1');
  });

  it('say what to do where there are none', async () => {
    show('/', api => {
      api.listLocations = async () => ({ locations: [] });
    });
    expect(await screen.findByText(/dbaas\.clusters/)).toBeInTheDocument();
  });

  it('say since when one does not answer, and what is not known of it', async () => {
    show('/', api => {
      api.listLocations = async () => ({ locations: [cluster.location, here] });
    });
    const row = within(await screen.findByRole('row', { name: /East/ }));
    expect(row.getByText('Does not answer')).toBeInTheDocument();
    expect(row.getByText(/ago/)).toBeInTheDocument();
    expect(row.getByText(/It is not known how much/)).toBeInTheDocument();
  });

  it.each(['/', '/local'])(
    'are not for those who lack the permission (%s)',
    async path => {
      const api = show(path, a => {
        a.me = { ...a.me, can: [] };
        jest.spyOn(a, 'getLocation');
      });
      expect(
        await screen.findByText(
          /It takes the permission dbaas\.platform\.read/,
        ),
      ).toBeInTheDocument();
      expect(api.getLocation).not.toHaveBeenCalled();
    },
  );
});

describe('one machine', () => {
  it('shows its findings, its folder, and what runs there', async () => {
    show('/local');
    expect(
      await screen.findByRole('heading', { name: 'This machine', level: 1 }),
    ).toBeInTheDocument();
    expect(await section('Findings')).toHaveTextContent('Make room');
    const storage = within(await section('Storage'));
    expect(storage.getByText('/srv/databases')).toBeInTheDocument();
    expect(storage.queryByText('Can grow')).toBeNull();
    expect(
      screen.queryByRole('region', { name: /may not do here/ }),
    ).toBeNull();
    const offers = within(await section('What runs databases here'));
    await waitFor(() => expect(offers.getByText('Quarry')).toBeInTheDocument());
    expect(offers.getByText('quarry 18.4')).toBeInTheDocument();
    await userEvent.hover(offers.getByText('17'));
    expect(
      await screen.findByText(/no binaries of version 17/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Show them' })).toHaveAttribute(
      'href',
      '/dbaas?location=local',
    );
  });

  it('says why it could not be looked at', async () => {
    const detail: LocationDetail = {
      location: machine.location,
      notObserved: {
        code: 'x',
        text: { en: 'It took too long', zh: '超时' },
      },
      unplaced: 0,
      offers: [],
    };
    show('/local', api => {
      api.getLocation = async () => detail;
    });
    expect(await screen.findByText('It took too long')).toBeInTheDocument();
    expect(screen.getByText(/No engine’s package/)).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Nodes' })).toBeNull();
  });
});

describe('a cluster', () => {
  it('that is away says what that means, and that nothing is deleted', async () => {
    show('/east');
    const away = await section('This location does not answer');
    expect(away).toHaveTextContent('It is cut off');
    expect(away).toHaveTextContent('Nothing is deleted');
    expect(away).toHaveTextContent('may have changed');
  });

  it('shows operators with what was tested, and the command for the missing', async () => {
    show('/east');
    const offers = within(await section('What runs databases here'));
    expect(offers.getByText('Quarry Operator 3.1')).toBeInTheDocument();
    expect(offers.getByText('tested with 3.1, 3.2')).toBeInTheDocument();
    const row = within(offers.getByRole('row', { name: /ember-operator/ }));
    expect(row.getByText('not found')).toBeInTheDocument();
    expect(row.getByText('Not offered')).toBeInTheDocument();
    expect(row.getByText('install ember-operator')).toBeInTheDocument();
    expect(
      row.getByRole('button', { name: 'Copy the command' }),
    ).toBeInTheDocument();
  });

  it('shows rights that are missing, who needs them, and the cure', async () => {
    show('/east');
    const rights = within(await section('What the portal may not do here'));
    const row = rights.getByRole('row', { name: /patch quarries/ });
    expect(row).toHaveTextContent('in the space of shop');
    expect(row).toHaveTextContent('quarry-operator');
    expect(rights.getByRole('row', { name: /list nodes/ })).toHaveTextContent(
      'in the whole location',
    );
    expect(rights.getByText('apply rights.yaml')).toBeInTheDocument();
  });

  it('of thousands of nodes draws only those in sight, and finds the rest', async () => {
    show('/east');
    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(within(table).getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByText('3,000 of 3,000 nodes')).toBeInTheDocument();
    expect(screen.getByText(/on none of these nodes: 2/)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('checkbox', { name: /take nothing new/ }),
    );
    expect(await screen.findByText('2 of 3,000 nodes')).toBeInTheDocument();
    expect(within(table).getByText('Not ready')).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search nodes' }),
      'nowhere',
    );
    expect(await screen.findByText('No node matches.')).toBeInTheDocument();
  });

  it('opens a node with its members, and counts those not shown', async () => {
    const api = show('/east');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open node-0' }),
    );
    const drawer = within(await screen.findByRole('dialog'));
    expect(
      drawer.getByText('Takes only what tolerates dedicated'),
    ).toBeInTheDocument();
    expect(drawer.getByText('control-plane')).toBeInTheDocument();
    expect(await drawer.findByRole('link', { name: 'orders' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/shop--orders',
    );
    expect(drawer.getByText(/too many to show: 1/)).toBeInTheDocument();
    expect(api.calls).toContainEqual({
      method: 'listNodeMembers',
      args: ['east', 'node-0', expect.anything()],
    });
  });
});

describe('nodes in order', () => {
  const nodes = cluster.nodes?.items.slice(0, 12) ?? [];
  const names = (column: string, order: 'asc' | 'desc') =>
    shownNodes(nodes, { column, order, search: '', onlyTrouble: false }).map(
      node => node.name,
    );

  it('stand by name as people count, and by what is wrong', () => {
    expect(names('name', 'asc')[10]).toBe('node-10');
    expect(names('name', 'desc')[0]).toBe('node-11');
    expect(names('state', 'desc').slice(0, 2)).toEqual(['node-3', 'node-4']);
    expect(names('cpu', 'desc')[0]).toBe('node-11');
    expect(names('members', 'desc')[0]).toBe('node-6');
  });
});
