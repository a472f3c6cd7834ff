import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sampleInstance } from '../__testUtils__/instances';
import { renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { InstanceAccess } from './InstanceAccess';

const open = (instance = sampleInstance(0), api = new SampleDbaasApi()) =>
  renderWithSamples(
    <InstanceAccess instance={instance} onChanged={() => undefined} />,
    { api },
  );

describe('the access tab', () => {
  it('tells who can do what, until when', async () => {
    open();
    const users = await screen.findByRole('table', { name: 'Users' });
    await within(users).findByText('Read');
    expect(
      within(users).getByRole('row', {
        name: /reports Read · all databases in 3 days Active/,
      }),
    ).toBeInTheDocument();
  });

  it('creates a user whose name the engine takes', async () => {
    const api = open();
    await screen.findByText('Own');
    await userEvent.click(screen.getByRole('button', { name: 'Create user' }));
    const dialog = await screen.findByRole('dialog', { name: /Create user/ });
    const name = within(dialog).getByRole('textbox', { name: /Name/ });
    const submit = within(dialog).getByRole('button', { name: 'Create user' });
    await userEvent.type(name, 'admin');
    expect(name).toHaveAccessibleDescription(/reserved/);
    expect(submit).toBeDisabled();
    await userEvent.clear(name);
    await userEvent.type(name, 'reader');
    await userEvent.click(submit);
    await waitFor(() => expect(api.calls).toHaveLength(1));
    expect(api.calls[0].args[1]).toEqual({
      kind: 'create-user',
      revision: 4,
      input: { user: 'reader', grants: [{ level: 'read', database: 'app' }] },
    });
  });

  it('keeps logins apart that the portal does not manage, and offers nothing for them', async () => {
    open();
    const users = await screen.findByRole('table', { name: 'Users' });
    expect(within(users).queryByText('legacy')).toBeNull();
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show other logins of the server (1)',
      }),
    );
    const others = screen.getByRole('table', {
      name: 'Logins that the portal does not manage',
    });
    expect(
      within(others).getByRole('row', { name: /legacy .* Locked/ }),
    ).toBeInTheDocument();
    expect(within(others).queryByRole('button')).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Hide other logins' }),
    );
    expect(screen.queryByText('legacy')).toBeNull();
  });

  it('says once why one can only look', async () => {
    open({ ...sampleInstance(0), can: [] });
    expect(
      await screen.findByText(/You can look here, and change nothing/),
    ).toHaveTextContent('dbaas.access.manage');
  });

  it('drops a database only when its name is typed', async () => {
    const api = open();
    await userEvent.click(await screen.findByRole('button', { name: 'Drop' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Drop database · app',
    });
    const submit = within(dialog).getByRole('button', {
      name: 'Drop database',
    });
    expect(submit).toBeDisabled();
    await userEvent.type(within(dialog).getByRole('textbox'), 'app');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(api.calls[0]?.args[1]).toMatchObject({
        kind: 'drop-database',
        input: { database: 'app' },
      }),
    );
  });

  it('shows what is recorded when the server cannot be asked', async () => {
    const api = new SampleDbaasApi();
    jest.spyOn(api, 'getAccounts').mockRejectedValue(new Error('refused'));
    open(sampleInstance(0), api);
    expect(
      await screen.findByText(/shown is what the portal has recorded/),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('table', { name: 'Users' })).getAllByText('app'),
    ).not.toHaveLength(0);
  });

  it('says why accounts are not managed', async () => {
    const instance = sampleInstance(0);
    open({
      ...instance,
      facets: {
        ...instance.facets,
        capabilities: [
          {
            id: 'accounts',
            offered: false,
            reason: { code: 'x', text: { en: 'It has none.', zh: '没有。' } },
          },
        ],
      },
    });
    expect(await screen.findByText('It has none.')).toBeInTheDocument();
  });
});
