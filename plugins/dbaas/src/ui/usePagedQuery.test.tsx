import { act, screen, waitFor } from '@testing-library/react';
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

type Page = { items: number[]; nextCursor?: string };

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

  it('brings what the end asked for while the list was being read', async () => {
    const asked: Array<{ cursor?: string; answer: (page: Page) => void }> = [];
    const Slow = () => {
      const list = usePagedQuery<Page>(
        'slow',
        (_, cursor) =>
          new Promise(answer => {
            asked.push({ cursor, answer });
          }),
        { pollSeconds: 86_400 },
      );
      return (
        <>
          <p>{`${list.items.length} rows${
            list.reloading ? ', reading' : ''
          }`}</p>
          <button onClick={list.loadMore}>more</button>
          <button onClick={list.refresh}>refresh</button>
        </>
      );
    };
    const answer = (at: number) =>
      act(async () => asked[at].answer({ items: [at], nextCursor: `c${at}` }));
    renderWithSamples(<Slow />);
    await answer(0);
    await screen.findByText('1 rows');
    await press('refresh');
    await screen.findByText('1 rows, reading');
    await press('more');
    expect(asked).toHaveLength(2);
    await answer(1);
    await screen.findByText('1 rows');
    await press('refresh');
    await answer(2);
    expect(asked.map(call => call.cursor)).toEqual([
      undefined,
      undefined,
      undefined,
      'c2',
    ]);
    await answer(3);
    await screen.findByText('2 rows');
  });
});
