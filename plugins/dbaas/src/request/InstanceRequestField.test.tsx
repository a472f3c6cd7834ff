import { ApiHolder, ApiRef } from '@backstage/core-plugin-api';
import { InstanceRequest } from '@dbaas-portal/plugin-dbaas-common';
import { dbaasApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ember, offers, quarry } from '../__testUtils__/engines';
import { payments, shop } from '../__testUtils__/tenants';
import { renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { problem } from '../forms/problems';
import { startRequest } from './draft';
import { RequestForm } from './RequestForm';
import { validateRequest } from './validate';

const context = {
  engines: [ember, quarry],
  offers,
  places: new Map(),
  tenants: [shop, payments],
};

let last: InstanceRequest;

const Form = () => {
  const [request, setRequest] = useState(() => startRequest(context));
  last = request;
  return (
    <RequestForm
      context={context}
      request={request}
      submitted={false}
      onChange={setRequest}
    />
  );
};

function holder(api: SampleDbaasApi): ApiHolder {
  return {
    get: <T,>(ref: ApiRef<T>): T | undefined => {
      const found: unknown = ref.id === dbaasApiRef.id ? api : undefined;
      return found as T | undefined;
    },
  };
}

describe('the request form', () => {
  it('shows what cannot be had with reason and cure, and does not take it', async () => {
    renderWithSamples(<Form />);
    const card = await screen.findByRole('radio', { name: /Ember/ });
    expect(card).toHaveAttribute('aria-disabled', 'true');
    expect(card).toHaveTextContent('Install ember-server.');
    await userEvent.click(card);
    expect(last.engine).toBe('quarry');
  });

  it('changes the quota as one chooses, and moves by arrow keys', async () => {
    renderWithSamples(<Form />);
    await screen.findByText('4 CPU of 4 CPU');
    const single = screen.getByRole('radio', { name: /^Single/ });
    single.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(last).toMatchObject({ topology: 'replication', members: 2 });
    expect(screen.getByText('4.5 CPU of 4 CPU')).toBeInTheDocument();
    expect(screen.getByText('0.5 CPU too much')).toBeInTheDocument();
  });

  it('tells at once what is wrong with a name', async () => {
    renderWithSamples(<Form />);
    const name = await screen.findByRole('textbox', { name: /^Name/ });
    await userEvent.type(name, 'Bad');
    expect(name).toHaveAccessibleDescription(/is not allowed/);
    await userEvent.clear(name);
    await userEvent.type(name, 'orders');
    expect(name).not.toHaveAccessibleDescription(/is not allowed/);
    expect(last.name).toBe('orders');
  });

  it('shows the backend’s problems at their fields, and what would be made', async () => {
    const api = new SampleDbaasApi();
    const before = api.previewInstance.bind(api);
    jest.spyOn(api, 'previewInstance').mockImplementation(async request => ({
      ...(await before(request)),
      problems: [
        problem('name', 'name-taken', { name: request.name }),
        problem('nowhere', 'not-offered', { reason: 'full moon' }),
      ],
    }));
    renderWithSamples(<Form />, { api });
    const name = await screen.findByRole('textbox', { name: /^Name/ });
    await userEvent.type(name, 'orders');
    await waitFor(() =>
      expect(name).toHaveAccessibleDescription('The name “orders” is taken'),
    );
    expect(screen.getByText('Not offered here: full moon')).toBeInTheDocument();
    expect(screen.getByText('Connect, write and read')).toBeInTheDocument();
  });
});

describe('validation before one can go on', () => {
  it('adds every problem of the backend', async () => {
    const add = jest.fn();
    await validateRequest(
      startRequest(context),
      add,
      holder(new SampleDbaasApi()),
    );
    expect(add).toHaveBeenCalledTimes(1);
    expect(add.mock.calls[0][0]).toMatch(/is not allowed/);
  });

  it('lets a good request pass', async () => {
    const add = jest.fn();
    await validateRequest(
      { ...startRequest(context), name: 'orders' },
      add,
      holder(new SampleDbaasApi()),
    );
    expect(add).not.toHaveBeenCalled();
  });

  it('keeps one from going on when it cannot be checked', async () => {
    const add = jest.fn();
    const api = new SampleDbaasApi();
    jest.spyOn(api, 'previewInstance').mockRejectedValue(new Error('away'));
    await validateRequest(startRequest(context), add, holder(api));
    await validateRequest(undefined, add, holder(api));
    expect(add.mock.calls.map(call => call[0])).toEqual([
      'away',
      'The form is not filled in yet',
    ]);
  });
});
