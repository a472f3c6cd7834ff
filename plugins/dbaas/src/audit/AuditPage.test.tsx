import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockLayout, renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { AuditPage } from './AuditPage';

beforeAll(mockLayout);

describe('the page of the audit', () => {
  it('filters, shows details and retention', async () => {
    const api = renderWithSamples(<AuditPage />, {
      path: '/?actor=user:default/dora',
    });
    expect(await screen.findByText('Kept for 365 days')).toBeInTheDocument();
    expect(api.calls[0]).toEqual({
      method: 'listAudit',
      args: [
        expect.objectContaining({ actor: 'user:default/dora', limit: 100 }),
        expect.anything(),
      ],
    });
    await userEvent.click(screen.getByRole('button', { name: /^Action/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Show a password' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('here')).toHaveTextContent(
        'action=credential-reveal',
      ),
    );
    await userEvent.click(
      (
        await screen.findAllByRole('button', { name: 'Request a database' })
      )[0],
    );
    expect(
      await screen.findByRole('dialog', { name: 'Request a database' }),
    ).toHaveTextContent(/instance-create.*127\.0\.0\.1/);
  });

  it('exports what the filters let through', async () => {
    Object.assign(URL, {
      createObjectURL: () => 'blob:x',
      revokeObjectURL: () => undefined,
    });
    const api = renderWithSamples(<AuditPage />, { path: '/?tenant=shop' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export CSV' }),
    );
    await waitFor(() =>
      expect(api.calls).toContainEqual({
        method: 'exportAudit',
        args: [expect.objectContaining({ tenant: 'shop' }), 'csv'],
      }),
    );
  });

  it('explains itself to those who may not read it, and asks nothing', async () => {
    const api = new SampleDbaasApi();
    api.me = { ...api.me, can: [] };
    renderWithSamples(<AuditPage />, { api });
    expect(
      await screen.findByText(/It takes the permission dbaas.audit.read/),
    ).toBeInTheDocument();
    expect(api.calls).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Export CSV' })).toBeNull();
  });
});
