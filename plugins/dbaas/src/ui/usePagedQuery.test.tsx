import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithSamples } from '../__testUtils__/render';
import { usePagedQuery } from './usePagedQuery';

const List = () => {
  const list = usePagedQuery(
    'test',
    (api, cursor, options) =>
      api.listInstances({ limit: 100, cursor }, options),
    // Not while the test runs, however slow the machine is.
    { pollSeconds: 86_400 },
  );
  return (
    <>
      <p>
        {list.items.length} rows{list.reloading ? ', reading' : ''}
      </p>
      <button onClick={list.loadMore}>more</button>
      <button onClick={list.refresh}>refresh</button>
      <button onClick={() => list.onSight(10)}>look at the top</button>
      <button onClick={() => list.onSight(150)}>look at the second</button>
    </>
  );
};

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('a list by pages', () => {
  it('reads again what is in sight, and what comes before', async () => {
    const api = renderWithSamples(<List />);
    const cursors = () =>
      api.calls
        .filter(call => call.method === 'listInstances')
        .map(call => Object(call.args[0]).cursor);
    await screen.findByText('100 rows');
    await press('more');
    await screen.findByText('200 rows');
    await press('more');
    await screen.findByText('240 rows');
    expect(cursors()).toEqual([undefined, '100', '200']);

    await press('look at the second');
    await press('refresh');
    await screen.findByText('200 rows');
    expect(cursors().slice(3)).toEqual([undefined, '100']);

    await press('look at the top');
    await press('refresh');
    await screen.findByText('100 rows');
    expect(cursors().slice(5)).toEqual([undefined]);

    await press('more');
    await waitFor(() => expect(cursors().slice(6)).toEqual(['100']));
    await screen.findByText('200 rows');
  });
});
