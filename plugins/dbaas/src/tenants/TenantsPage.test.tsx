import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { payments, shop } from '../__testUtils__/tenants';
import { renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { toDraft, toQuota } from './quotas';
import { TenantDetail } from './TenantDetail';
import { TenantsList } from './TenantsList';

describe('the tenants', () => {
  it('are listed with their use, and can be created', async () => {
    const api = renderWithSamples(<TenantsList />);
    expect(await screen.findByRole('link', { name: 'Shop' })).toHaveAttribute(
      'href',
      '/dbaas/tenants/shop',
    );
    expect(screen.getByText('3.5 CPU of 4 CPU')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Create a tenant' }),
    );
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', {
      name: 'Create a tenant',
    });
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Name/ }),
      'search',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Shown as/ }),
      'Search',
    );
    expect(submit).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: /^Owner/ }),
      'group:default/search',
    );
    const cpu = within(dialog).getByRole('textbox', { name: 'CPU (cores)' });
    await userEvent.clear(cpu);
    await userEvent.type(cpu, 'x');
    expect(submit).toBeDisabled();
    await userEvent.clear(cpu);
    await userEvent.type(cpu, '1.5');
    await userEvent.click(submit);
    await waitFor(() => expect(api.calls).toHaveLength(1));
    expect(api.calls[0].args[0]).toEqual({
      name: 'search',
      displayName: 'Search',
      owner: 'group:default/search',
      members: [],
      quotas: {
        local: {
          cpuMillis: 1500,
          memoryMib: 4096,
          storageMib: 20480,
          instances: 5,
        },
      },
    });
  });

  it('are not offered to be created without the permission', async () => {
    const api = new SampleDbaasApi();
    api.me = { ...api.me, can: [] };
    renderWithSamples(<TenantsList />, { api });
    await screen.findByRole('link', { name: 'Shop' });
    expect(
      screen.queryByRole('button', { name: 'Create a tenant' }),
    ).toBeNull();
  });

  it('are deleted only when they are empty', async () => {
    renderWithSamples(
      <TenantDetail tenant={shop} onChanged={() => undefined} />,
    );
    expect(
      await screen.findByRole('button', { name: 'Delete tenant' }),
    ).toBeDisabled();
  });

  it('are deleted by their typed name', async () => {
    const api = renderWithSamples(
      <TenantDetail tenant={payments} onChanged={() => undefined} />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete tenant' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'payments');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete tenant' }),
    );
    await waitFor(() =>
      expect(api.calls).toEqual([
        { method: 'deleteTenant', args: ['payments', 2] },
      ]),
    );
  });

  it('take members of a role', async () => {
    const api = renderWithSamples(
      <TenantDetail tenant={shop} onChanged={() => undefined} />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change members' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove user:default/ann' }),
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(api.calls[0]?.args).toEqual([
        'shop',
        {
          revision: 2,
          members: [{ ref: 'group:default/web', role: 'member' }],
        },
      ]),
    );
  });
});

describe('a quota', () => {
  it('is typed in cores, and empty means no limit', () => {
    const draft = toDraft({ cpuMillis: 1500, instances: 3 });
    expect(draft).toEqual({
      cpuMillis: '1.5',
      memoryMib: '',
      storageMib: '',
      instances: '3',
    });
    expect(toQuota(draft)).toEqual({ cpuMillis: 1500, instances: 3 });
    expect(toQuota({ ...draft, memoryMib: '-1' })).toBeUndefined();
    expect(toQuota({ ...draft, instances: '2.5' })).toBeUndefined();
  });
});
