import {
  ConnectOptions,
  CONTRACT_VERSION,
  DatabaseError,
  Driver,
  Frame,
  RunOptions,
} from '@dbaas-portal/plugin-dbaas-node';
import { FAKE_FAMILY } from '@dbaas-portal/plugin-dbaas-node/testUtils';

/** A driver whose statements run until they are told to end. */
export class SlowDriver implements Driver {
  readonly contractVersion = CONTRACT_VERSION;
  readonly family = FAKE_FAMILY;
  readonly actions = {};
  readonly connects: ConnectOptions[] = [];
  readonly runs: RunOptions[] = [];
  readonly cancelled: string[] = [];
  closed = 0;
  private readonly ends = new Map<string, (error?: Error) => void>();

  async connect(options: ConnectOptions) {
    this.connects.push(options);
    const serverProcess = `p${this.connects.length}`;
    const { runs, ends } = this;
    return {
      serverProcess,
      async *run(statement: string, run: RunOptions): AsyncIterable<Frame> {
        runs.push(run);
        yield { type: 'columns', columns: [{ name: 'a', dataType: 'text' }] };
        if (statement === 'wait') {
          const error = await new Promise<Error | undefined>(resolve => {
            ends.set(serverProcess, resolve);
          });
          if (error) {
            throw error;
          }
        }
        yield { type: 'end', rowCount: 0, truncated: false };
      },
      probe: async () => ({
        role: 'primary' as const,
        version: '2',
        facts: {},
      }),
      accounts: async () => ({
        databases: [],
        users: ['a', 'c', 'w', 'app', 'by-hand'].map(name => ({
          name,
          locked: false,
          grants: [],
          managed: name === 'app',
        })),
      }),
      close: async () => {
        this.closed += 1;
      },
    };
  }

  async cancel(_: ConnectOptions, serverProcess: string) {
    this.cancelled.push(serverProcess);
    this.ends.get(serverProcess)?.(new DatabaseError('cancelled', '57014'));
  }

  get waiting(): number {
    return this.ends.size;
  }
}
