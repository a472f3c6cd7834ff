import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sampleInstance } from '../__testUtils__/instances';
import { renderWithSamples } from '../__testUtils__/render';
import { SampleDbaasApi } from '../__testUtils__/SampleDbaasApi';
import { InstanceTerminal } from './InstanceTerminal';
import type { TerminalScreenProps } from './TerminalScreen';
import { socketUrl } from './useTerminal';

/** jsdom has no canvas and no layout: the screen is its edge here. */
let mockScreen: TerminalScreenProps | undefined;
const mockShown: string[] = [];
const mockPasted: string[] = [];

jest.mock('./TerminalScreen', () => {
  const { useEffect } = jest.requireActual('react');
  const MockScreen = (props: TerminalScreenProps) => {
    mockScreen = props;
    useEffect(() => {
      props.onMounted({
        write: bytes => mockShown.push(new TextDecoder().decode(bytes)),
        paste: text => mockPasted.push(text),
        focus: () => {},
        size: () => ({ columns: 100, rows: 30 }),
      });
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    return null;
  };
  return { __esModule: true, default: MockScreen };
});

class FakeSocket {
  static readonly all: FakeSocket[] = [];
  static readonly OPEN = 1;
  readyState = 0;
  binaryType = '';
  readonly sent: unknown[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: unknown }) => void;
  onclose?: () => void;

  constructor(readonly url: string, readonly protocols: string[]) {
    FakeSocket.all.push(this);
  }

  send(data: unknown) {
    this.sent.push(data);
  }

  close() {
    this.readyState = 3;
    this.onclose?.();
  }

  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(what: object) {
    this.onmessage?.({ data: JSON.stringify(what) });
  }
}

const sample = (changes: Partial<InstanceDetail> = {}): InstanceDetail => {
  const instance = sampleInstance(0);
  return {
    ...instance,
    facets: {
      ...instance.facets,
      capabilities: [
        {
          id: 'terminal',
          offered: true,
          terminals: [
            { id: 'shell', name: { en: 'Shell', zh: 'Shell' } },
            { id: 'client', name: { en: 'Client', zh: '客户端' } },
          ],
        },
      ],
    },
    ...changes,
  };
};

const show = (instance = sample(), api = new SampleDbaasApi()) =>
  renderWithSamples(<InstanceTerminal instance={instance} />, { api });

/** Not the page's own output. */
const stateLine = () =>
  within(screen.getByRole('region', { name: /^Terminal into/ })).getByRole(
    'status',
  );

async function openOne(instance = sample()) {
  const api = show(instance);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Open terminal' }),
  );
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  const [socket] = FakeSocket.all;
  act(() => socket.open());
  return { api, socket };
}

describe('the terminal tab', () => {
  const real = globalThis.WebSocket;

  beforeEach(() => {
    FakeSocket.all.length = 0;
    mockShown.length = 0;
    mockPasted.length = 0;
    Object.assign(globalThis, { WebSocket: FakeSocket });
  });
  afterEach(() => {
    Object.assign(globalThis, { WebSocket: real });
  });

  it('says why there is none, and why not for you', async () => {
    const instance = sample();
    show({
      ...instance,
      facets: {
        ...instance.facets,
        capabilities: [
          {
            id: 'terminal',
            offered: false,
            reason: { code: 'x', text: { en: 'It is off.', zh: '未启用。' } },
          },
        ],
      },
    });
    expect(await screen.findByText('It is off.')).toBeInTheDocument();
  });

  it('says which permission it takes', async () => {
    show(sample({ can: [] }));
    expect(
      await screen.findByText(/dbaas\.terminal\.open/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('opens with a ticket that is in no address, and shows what comes', async () => {
    const { api, socket } = await openOne();
    expect(api.calls[0]).toEqual({
      method: 'askForTerminal',
      args: [
        sample().record.uid,
        expect.objectContaining({ kind: 'shell', columns: 100, rows: 30 }),
      ],
    });
    expect(socket.url).toMatch(/^ws:.*\/v1\/terminal-socket$/);
    expect(JSON.parse(String(socket.sent[0]))).toMatchObject({
      type: 'hello',
      ticket: 'ticket',
    });
    expect(stateLine()).toHaveTextContent('Connecting');
    act(() => socket.says({ type: 'ready' }));
    expect(stateLine()).toHaveTextContent('Connected');
    act(() =>
      socket.onmessage?.({ data: new TextEncoder().encode('hello').buffer }),
    );
    expect(mockShown).toEqual(['hello']);
    mockScreen?.onInput(new TextEncoder().encode('ls\r'));
    mockScreen?.onSize({ columns: 90, rows: 20 });
    expect(socket.sent.slice(-2)).toEqual([
      new TextEncoder().encode('ls\r'),
      JSON.stringify({ type: 'resize', columns: 90, rows: 20 }),
    ]);
  });

  it('says why it ended, and opens anew with a new ticket', async () => {
    const { api, socket } = await openOne();
    act(() => socket.says({ type: 'ready' }));
    act(() => {
      socket.says({
        type: 'end',
        reason: { code: 'idle', text: { en: 'Nobody typed.', zh: '无输入。' } },
        exitCode: 3,
      });
      socket.close();
    });
    expect(stateLine()).toHaveTextContent('Ended with code 3: Nobody typed.');
    await userEvent.click(screen.getByRole('button', { name: 'Open again' }));
    await waitFor(() => expect(FakeSocket.all).toHaveLength(2));
    expect(
      api.calls.filter(({ method }) => method === 'askForTerminal'),
    ).toHaveLength(2);
  });

  it('says that it was lost where nobody said why', async () => {
    const { socket } = await openOne();
    act(() => socket.close());
    expect(stateLine()).toHaveTextContent('the connection was lost');
  });

  it('tries again where nobody listened yet, with the same ticket', async () => {
    const api = show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open terminal' }),
    );
    await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
    act(() => FakeSocket.all[0].close());
    await waitFor(() => expect(FakeSocket.all).toHaveLength(2), {
      timeout: 30_000,
    });
    act(() => {
      FakeSocket.all[1].open();
      FakeSocket.all[1].says({ type: 'ready' });
    });
    expect(stateLine()).toHaveTextContent('Connected');
    expect(api.calls).toHaveLength(1);
  }, 60_000);

  it('asks before it pastes several lines', async () => {
    await openOne();
    act(() => mockScreen?.onManyLines('rm a\nrm b\n'));
    const dialog = await screen.findByRole('dialog', {
      name: 'Paste 2 lines?',
    });
    expect(mockPasted).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Paste' }),
    );
    expect(mockPasted).toEqual(['rm a\nrm b\n']);
  });

  it('shows production as what it is, and lets go by keyboard', async () => {
    const instance = sample();
    const { spec } = instance.record;
    const { socket } = await openOne({
      ...instance,
      record: {
        ...instance.record,
        spec: { ...spec, environment: 'production' },
      },
    });
    expect(screen.getByText(`Production: ${spec.name}`)).toBeInTheDocument();
    act(() => socket.says({ type: 'ready' }));
    act(() => mockScreen?.onLeave());
    const end = screen.getByRole('button', { name: 'End' });
    expect(end).toHaveFocus();
    await userEvent.click(end);
    expect(socket.readyState).toBe(3);
    expect(screen.getByText('No terminal is open')).toBeInTheDocument();
  });

  it('says what the portal said where it gives no ticket', async () => {
    const api = new SampleDbaasApi();
    jest.spyOn(api, 'askForTerminal').mockRejectedValue(new Error('too many'));
    show(sample(), api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open terminal' }),
    );
    await waitFor(() =>
      expect(stateLine()).toHaveTextContent('It was not opened'),
    );
    expect(FakeSocket.all).toEqual([]);
  });

  it.each([
    ['https://portal.test/api/dbaas', 'wss://portal.test/api/dbaas'],
    ['http://portal.test:7007/api/dbaas', 'ws://portal.test:7007/api/dbaas'],
    ['/api/dbaas', 'wss://page.test/api/dbaas'],
  ])('finds the socket of %s', (base, socket) => {
    expect(socketUrl(base, 'https://page.test/catalog')).toBe(
      `${socket}/v1/terminal-socket`,
    );
  });
});
