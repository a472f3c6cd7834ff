import {
  ConnectOptions,
  Frame,
  RunOptions,
  Session,
} from '@dbaas-portal/plugin-dbaas-node';
import { FakeDriver } from '@dbaas-portal/plugin-dbaas-node/testUtils';

const ROW = ['x'.repeat(64 * 1024)];

/** A fake driver for which `flood` is a table without an end. */
export class FloodDriver extends FakeDriver {
  /** How many rows were asked for. */
  produced = 0;
  cancelled = 0;

  override async connect(options: ConnectOptions): Promise<Session> {
    const session = await super.connect(options);
    const run = session.run.bind(session);
    return Object.assign(session, {
      run: (statement: string, limits: RunOptions) =>
        statement === 'flood' ? this.flood() : run(statement, limits),
    });
  }

  override async cancel(): Promise<void> {
    this.cancelled += 1;
  }

  private async *flood(): AsyncIterable<Frame> {
    while (this.cancelled === 0) {
      this.produced += 1;
      yield { type: 'rows', rows: [ROW] };
    }
  }
}
