import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockLayout, renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { OperationsPage } from './OperationsPage';

beforeAll(mockLayout);

describe('the page of operations', () => {
  it('opens one from the URL, with steps, reason, what remains, and retry', async () => {
    const api = renderWithSamples(<OperationsPage />, {
      path: '/?state=failed&operation=op-0',
    });
    const drawer = await screen.findByRole('dialog', {
      name: 'Create: orders',
    });
    expect(drawer).toHaveTextContent('Free the port, then retry.');
    expect(drawer).toHaveTextContent('nothing runs');
    expect(
      within(within(drawer).getByRole('list', { name: 'Steps' })).getAllByRole(
        'listitem',
      ),
    ).toHaveLength(3);
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Retry' }),
    );
    await waitFor(() =>
      expect(api.calls).toContainEqual({
        method: 'retryOperation',
        args: ['op-0'],
      }),
    );
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Close' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('here')).toHaveTextContent(
        /^\/\?state=failed$/,
      ),
    );
    expect(
      api.calls.filter(call => call.method === 'listOperations')[0].args[0],
    ).toMatchObject({ state: ['failed'] });
  });

  it('pauses the fleet with a note', async () => {
    const api = renderWithSamples(<OperationsPage />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Pause operations' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Pause all operations?',
    });
    await userEvent.type(within(dialog).getByRole('textbox'), 'Moving racks');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Pause operations' }),
    );
    expect(await screen.findByText(/Moving racks/)).toBeInTheDocument();
    expect(api.calls).toContainEqual({
      method: 'setFleetControl',
      args: [{ paused: true, note: 'Moving racks' }],
    });
  });

  it('does not offer the switch without the permission', async () => {
    const api = new SampleDbaasApi();
    api.me = { ...api.me, can: [] };
    renderWithSamples(<OperationsPage />, { api });
    expect(
      await screen.findByRole('button', { name: 'Pause operations' }),
    ).toBeDisabled();
  });
});
