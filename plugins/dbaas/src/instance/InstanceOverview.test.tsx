import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sampleInstance } from '../__testUtils__/instances';
import { renderWithSamples } from '../__testUtils__/render';
import { InstanceOverview } from './InstanceOverview';

const open = (instance: InstanceDetail) =>
  renderWithSamples(
    <InstanceOverview instance={instance} onChanged={() => undefined} />,
  );

const openMenu = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Actions' }));

describe('the overview of a database', () => {
  it('shows reasons with their cure, members, and what it cannot do', async () => {
    open(sampleInstance(3));
    const status = await screen.findByRole('region', { name: 'Status' });
    expect(status).toHaveTextContent('Degraded');
    expect(status).toHaveTextContent('Restart it, or look at its log.');
    const members = screen.getByRole('table', { name: 'Members' });
    expect(
      within(members).getByRole('row', { name: /orders-3-1 Replica No/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('This platform makes no backups.')).toBeVisible();
  });

  it('offers by facets: what is not offered says why and does nothing', async () => {
    const api = open(sampleInstance(0));
    await openMenu();
    const start = screen.getByRole('menuitem', { name: /^Start/ });
    expect(start).toHaveAttribute('aria-disabled', 'true');
    expect(start).toHaveTextContent('It is running.');
    await userEvent.click(start);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.calls).toEqual([]);
  });

  it('asks for a restart with the revision that one has seen', async () => {
    const api = open(sampleInstance(0));
    await openMenu();
    await userEvent.click(screen.getByRole('menuitem', { name: /^Restart/ }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Restart · orders',
    });
    expect(dialog).toHaveTextContent('Clients are cut off for a moment.');
    expect(
      await within(dialog).findByText('Do what was asked'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Restart' }),
    );
    await waitFor(() => expect(api.calls).toHaveLength(1));
    expect(api.calls[0].args).toEqual([
      'uid-0',
      { kind: 'restart', input: {}, revision: 4 },
      { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
    // The operation is followed at once.
    expect(
      await screen.findByRole('dialog', { name: 'Restart: orders-2' }),
    ).toBeInTheDocument();
  });

  it('moves the member that one chose to the node that one named', async () => {
    const api = open(sampleInstance(3));
    await openMenu();
    await userEvent.click(
      screen.getByRole('menuitem', { name: /^Move a member/ }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Move a member · orders-3',
    });
    const button = within(dialog).getByRole('button', {
      name: 'Move a member',
    });
    expect(button).toBeDisabled();
    await userEvent.click(within(dialog).getByLabelText('Member'));
    await userEvent.click(
      await screen.findByRole('option', { name: /^orders-3-0/ }),
    );
    await userEvent.type(within(dialog).getByLabelText('To node'), ' n7 ');
    await userEvent.click(button);
    await waitFor(() => expect(api.calls).toHaveLength(1));
    expect(api.calls[0].args[1]).toEqual({
      kind: 'move-member',
      revision: 4,
      input: { member: 'orders-3-0', node: 'n7' },
    });
  });

  it('says which permission an operation takes', async () => {
    open({ ...sampleInstance(0), can: [] });
    await openMenu();
    expect(
      screen.getByRole('menuitem', { name: /^Restart/ }),
    ).toHaveTextContent('dbaas.instance.operate');
    expect(screen.getByRole('menuitem', { name: /^Delete/ })).toHaveTextContent(
      'dbaas.instance.delete',
    );
  });

  it('deletes by the typed name, and only despite dependants', async () => {
    const api = open(sampleInstance(2));
    await openMenu();
    await userEvent.click(screen.getByRole('menuitem', { name: /^Delete/ }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete this database?',
    });
    expect(await within(dialog).findByText('Web shop')).toBeInTheDocument();
    const button = within(dialog).getByRole('button', { name: 'Delete' });
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders-2');
    expect(button).toBeDisabled();
    await userEvent.click(within(dialog).getByRole('checkbox'));
    await userEvent.click(button);
    await waitFor(() => expect(api.calls).toHaveLength(1));
    expect(api.calls[0].args[1]).toEqual({
      kind: 'delete',
      revision: 4,
      input: { confirm: 'orders-2', despiteDependants: true },
    });
  });

  it('does not delete what is protected', async () => {
    open(sampleInstance(0));
    await openMenu();
    await userEvent.click(screen.getByRole('menuitem', { name: /^Delete/ }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete this database?',
    });
    await userEvent.type(within(dialog).getByRole('textbox'), 'orders');
    expect(dialog).toHaveTextContent('Lift the protection first');
    expect(
      within(dialog).getByRole('button', { name: 'Delete' }),
    ).toBeDisabled();
  });

  it('shows a password on request only, and hides it again', async () => {
    const api = open(sampleInstance(0));
    await screen.findByRole('button', { name: 'Show the password of app' });
    expect(screen.queryByText(/made-at-run-time/)).not.toBeInTheDocument();
    expect(api.calls).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the password of app' }),
    );
    expect(await screen.findByText('made-at-run-time')).toBeInTheDocument();
    expect(api.calls).toEqual([
      { method: 'revealSecret', args: ['uid-0', 'app'] },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(screen.queryByText(/made-at-run-time/)).not.toBeInTheDocument();
  });

  it('does not offer a password to whom may not see it', async () => {
    open({ ...sampleInstance(0), secrets: [] });
    expect(
      await screen.findByRole('button', { name: 'Show the password of app' }),
    ).toBeDisabled();
  });

  it('edits protection and lifetime with the revision that one has seen', async () => {
    const api = open(sampleInstance(1));
    const details = await screen.findByRole('region', { name: 'Details' });
    await userEvent.click(
      within(details).getByRole('button', { name: 'Edit' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Edit details' });
    await userEvent.clear(within(dialog).getByLabelText('Ends on'));
    await userEvent.click(within(dialog).getByRole('checkbox'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.calls).toHaveLength(1));
    expect(api.calls[0].args).toEqual([
      'uid-1',
      expect.objectContaining({
        revision: 4,
        protected: true,
        lifetime: null,
      }),
    ]);
  });
});
