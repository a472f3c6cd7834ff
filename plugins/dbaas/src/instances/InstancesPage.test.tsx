import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockLayout, renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { InstancesPage } from './InstancesPage';

beforeAll(mockLayout);

const here = () => screen.getByLabelText('here').textContent;

describe('the page of databases', () => {
  it('lists them with health, and keeps filter and order in the URL', async () => {
    const api = renderWithSamples(<InstancesPage />);
    const table = await screen.findByRole('table', { name: 'Databases' });
    expect(within(table).getByRole('link', { name: 'orders' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/shop--orders',
    );
    expect(table).toHaveAttribute('aria-rowcount', '241');
    // Only those in sight are drawn.
    expect(within(table).getAllByRole('row').length).toBeLessThan(60);

    await userEvent.click(screen.getByRole('button', { name: '40 Down' }));
    await waitFor(() => expect(here()).toBe('/?health=red'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sort by Name' }),
    );
    await waitFor(() =>
      expect(here()).toBe('/?health=red&sort=name&order=desc'),
    );
    await waitFor(() =>
      expect(api.calls.at(-1)?.args[0]).toMatchObject({
        health: ['red'],
        sort: 'name',
        order: 'desc',
      }),
    );
    expect(
      await screen.findByRole('columnheader', { name: /Name/ }),
    ).toHaveAttribute('aria-sort', 'descending');
  });

  it('reads its filters from the URL, and loads more by cursor', async () => {
    const api = renderWithSamples(<InstancesPage />, {
      path: '/?tenant=payments&search=orders',
    });
    await screen.findByText('100 of 160');
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('160 of 160');
    const lists = api.calls.filter(call => call.method === 'listInstances');
    // On a slow machine it is polled meanwhile; the pages are the same.
    const asked = lists.map(call => call.args[0]);
    for (const cursor of [undefined, '100']) {
      expect(asked).toContainEqual(
        expect.objectContaining({ tenant: ['payments'], cursor }),
      );
    }
  });

  it('shows the next step when there is none', async () => {
    renderWithSamples(<InstancesPage />, {
      api: new SampleDbaasApi({ instances: 0 }),
    });
    expect(await screen.findByText('No databases yet')).toBeInTheDocument();
    for (const link of screen.getAllByRole('button', {
      name: 'Request a database',
    })) {
      expect(link).toHaveAttribute('href', '/create');
    }
  });

  it('offers to take the filters away when nothing matches', async () => {
    renderWithSamples(<InstancesPage />, { path: '/?search=zzz' });
    expect(
      await screen.findByText('Nothing matches the filters'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByRole('table')).toBeInTheDocument();
    expect(here()).toBe('/');
  });

  it('says what to do when it cannot be loaded, and tries again', async () => {
    const api = new SampleDbaasApi();
    const list = jest
      .spyOn(api, 'listInstances')
      .mockRejectedValueOnce(new Error('socket hang up'));
    renderWithSamples(<InstancesPage />, { api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('backend does not answer');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByRole('table')).toBeInTheDocument();
    expect(list.mock.calls.length).toBeGreaterThan(1);
  });
});
