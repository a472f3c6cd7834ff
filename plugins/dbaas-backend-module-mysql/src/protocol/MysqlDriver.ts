import { InputError } from '@backstage/errors';
import {
  ConnectOptions,
  CONTRACT_VERSION,
  Driver,
} from '@dbaas-portal/plugin-dbaas-node';
import { mysqlActions } from './actions';
import { Flavour } from './flavour';
import { MysqlSession } from './MysqlSession';

/** Speaks the protocol of the family to every flavour that it is given. */
export class MysqlDriver implements Driver {
  readonly contractVersion = CONTRACT_VERSION;
  readonly family = 'mysql';
  readonly actions = mysqlActions;

  constructor(private readonly flavours: Flavour[]) {}

  connect(options: ConnectOptions): Promise<MysqlSession> {
    return MysqlSession.open(options, this.flavours);
  }

  async cancel(options: ConnectOptions, serverProcess: string): Promise<void> {
    if (!/^\d{1,20}$/.test(serverProcess)) {
      throw new InputError('Not the id of a connection');
    }
    const session = await this.connect(options);
    try {
      await session.query(`KILL QUERY ${serverProcess}`);
    } finally {
      await session.close();
    }
  }
}
