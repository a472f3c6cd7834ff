import { LogFrame } from '@dbaas-portal/plugin-dbaas-common';
import { LogQuery } from '@dbaas-portal/plugin-dbaas-react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sampleInstance } from '../__testUtils__/instances';
import { mockLayout, renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { download } from '../audit/download';
import { InstanceLogs } from './InstanceLogs';

jest.mock('../audit/download', () => ({ download: jest.fn() }));
jest.setTimeout(120_000);

const TIMEOUT = { timeout: 30_000 };

const lines = (...texts: string[]): LogFrame => ({
  type: 'lines',
  lines: texts.map(text => ({ text })),
});

/** An API whose logs are told by the test, one opening after the other. */
class LogApi extends SampleDbaasApi {
  readonly opened: LogQuery[] = [];
  ended = 0;
  #waiting: Array<LogFrame | Error> = [];
  #wake = () => {};

  say(...frames: Array<LogFrame | Error>) {
    this.#waiting.push(...frames);
    this.#wake();
  }

  override async *readLogs(
    _: string,
    query: LogQuery,
    options?: { signal?: AbortSignal },
  ): AsyncGenerator<LogFrame> {
    this.opened.push(query);
    options?.signal?.addEventListener('abort', () => {
      this.ended += 1;
      this.#wake();
    });
    while (!options?.signal?.aborted) {
      const next = this.#waiting.shift();
      if (next instanceof Error) throw next;
      if (next) {
        yield next;
        if (next.type === 'end' || next.type === 'error') return;
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }
}

describe('the logs of an instance', () => {
  let api: LogApi;
  beforeEach(() => {
    mockLayout();
    jest.mocked(download).mockClear();
    api = new LogApi();
  });

  const show = (change = {}) =>
    renderWithSamples(
      <InstanceLogs instance={{ ...sampleInstance(1), ...change }} />,
      { api },
    );
  const list = () => screen.findByRole('log', {}, TIMEOUT);
  const opened = (count: number) =>
    waitFor(() => expect(api.opened).toHaveLength(count), TIMEOUT);

  it('shows the last lines of the primary at once, with level and time', async () => {
    api.say(
      {
        type: 'lines',
        lines: [
          { text: 'plain' },
          {
            text: 'no space left',
            time: '2026-01-01T10:20:30.123456Z',
            level: 'error',
            raw: '{"raw":1}',
            cut: true,
          },
        ],
      },
      { type: 'end' },
    );
    show();
    const log = await list();
    expect(
      await within(log).findByText('no space left… (cut off)'),
    ).toBeVisible();
    expect(within(log).getByText('Error')).toBeVisible();
    expect(within(log).getByText('2026-01-01 10:20:30.123Z')).toBeVisible();
    expect(await screen.findByText('Read to its end')).toBeVisible();
    expect(screen.getByText('Lines shown: 2 of 2')).toBeVisible();
    expect(api.opened).toEqual([
      { member: 'orders-1-0', lines: 500, follow: false, previous: false },
    ]);
    fireEvent.click(screen.getByLabelText('As written'));
    expect(within(log).getByText('{"raw":1}… (cut off)')).toBeVisible();
  });

  it('reads what is chosen, and stops what was read before', async () => {
    show();
    await opened(1);
    const member = await screen.findByLabelText('Member', {}, TIMEOUT);
    fireEvent.change(member, { target: { value: 'orders-1-1' } });
    await opened(2);
    expect(api.ended).toBe(1);
    fireEvent.change(screen.getByLabelText('Last lines'), {
      target: { value: '100' },
    });
    fireEvent.click(screen.getByLabelText('Before the last restart'));
    await waitFor(() =>
      expect(api.opened.at(-1)).toEqual({
        member: 'orders-1-1',
        lines: 100,
        follow: false,
        previous: true,
      }),
    );
  });

  it('follows, pauses without losing anything, and goes on', async () => {
    show();
    fireEvent.click(await screen.findByLabelText('Follow', {}, TIMEOUT));
    await opened(2);
    api.say(lines('one'));
    const log = await list();
    expect(await within(log).findByText('one')).toBeVisible();
    await waitFor(() => expect(log).toHaveAttribute('aria-live', 'polite'));
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    api.say(lines('two', 'three'));
    expect(
      await screen.findByText('Paused; new lines since: 2', {}, TIMEOUT),
    ).toBeVisible();
    expect(within(log).queryByText('two')).not.toBeInTheDocument();
    expect(log).toHaveAttribute('aria-live', 'off');
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await within(log).findByText('three')).toBeVisible();
    // More at once than can be read out.
    api.say(lines(...Array.from({ length: 50 }, (_, n) => `fast ${n}`)));
    await waitFor(() => expect(log).toHaveAttribute('aria-live', 'off'));
  });

  it('connects again after a cut, says so, and shows no line twice', async () => {
    show();
    fireEvent.click(await screen.findByLabelText('Follow', {}, TIMEOUT));
    await opened(2);
    api.say(lines('one'), new Error('network'));
    expect(
      await screen.findByText(/The connection broke/, {}, TIMEOUT),
    ).toBeVisible();
    expect(screen.getByText('one')).toBeVisible();
    await opened(3);
    api.say(lines('one', 'two'));
    expect(
      await screen.findByText(/Connected again/, {}, TIMEOUT),
    ).toBeVisible();
    expect(screen.getByText('two')).toBeVisible();
    expect(screen.getAllByText('one')).toHaveLength(1);
  });

  it('tells what happens to the member, and why it can no longer be read', async () => {
    const reason = (en: string) => ({ code: 'x', text: { en, zh: en } });
    show();
    fireEvent.click(await screen.findByLabelText('Follow', {}, TIMEOUT));
    await opened(2);
    api.say(
      { type: 'notice', reason: reason('orders-1-0 has ended (exit code 1)') },
      { type: 'alive' },
      {
        type: 'end',
        reason: reason('A log is followed for 60 minutes at most'),
      },
    );
    expect(await screen.findByText(/exit code 1/, {}, TIMEOUT)).toBeVisible();
    expect(await screen.findByText(/60 minutes/)).toBeVisible();
    expect(screen.getByText('Read to its end')).toBeVisible();
  });

  it('filters, and downloads what is shown', async () => {
    api.say(lines('apple pie', 'pear', 'Apple juice'), { type: 'end' });
    show();
    expect(await screen.findByText('pear', {}, TIMEOUT)).toBeVisible();
    await userEvent.type(screen.getByLabelText('Filter the lines'), 'apple');
    await waitFor(
      () => expect(screen.queryByText('pear')).not.toBeInTheDocument(),
      TIMEOUT,
    );
    expect(screen.getByText('Lines shown: 2 of 3')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Download' }));
    const [blob, name] = jest.mocked(download).mock.calls[0];
    expect(name).toBe('orders-1-orders-1-0.log');
    expect(blob.size).toBe('apple pie\nApple juice\n'.length);
    await userEvent.type(screen.getByLabelText('Filter the lines'), 'x');
    expect(
      await screen.findByText('No line matches the filter', {}, TIMEOUT),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Download' })).toBeDisabled();
  });

  it('says what went wrong, and tries again when told', async () => {
    api.say(new Error('not now'));
    show();
    const alert = await screen.findByRole('alert', {}, TIMEOUT);
    api.say(lines('here'), { type: 'end' });
    fireEvent.click(within(alert).getByRole('button'));
    expect(await screen.findByText('here', {}, TIMEOUT)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that nothing was written', async () => {
    api.say({ type: 'end' });
    show();
    expect(
      await screen.findByText('Nothing has been written', {}, TIMEOUT),
    ).toBeVisible();
  });

  const none = {
    code: 'none',
    text: { en: 'This platform keeps none', zh: '该平台不保留日志' },
  };
  const { facets, status } = sampleInstance(1);

  it.each([
    ['You may not read logs here', { can: [] }],
    [
      'This platform keeps none',
      {
        facets: {
          ...facets,
          capabilities: [{ id: 'logs', offered: false, reason: none }],
        },
      },
    ],
    ['No member is there yet', { status: { ...status, members: [] } }],
  ])('asks for nothing where it says: %s', async (text, change) => {
    show(change);
    expect(await screen.findByText(text, {}, TIMEOUT)).toBeVisible();
    expect(api.opened).toEqual([]);
  });
});
