import { InputError } from '@backstage/errors';
import {
  ConnectOptions,
  CONTRACT_VERSION,
  Driver,
} from '@dbaas-portal/plugin-dbaas-node';
import { actions } from './actions';
import { PostgresSession } from './PostgresSession';

/** Speaks version 3 of PostgreSQL's protocol. */
export const postgresqlDriver: Driver = {
  contractVersion: CONTRACT_VERSION,
  family: 'postgresql',
  connect: options => PostgresSession.open(options),
  async cancel(options: ConnectOptions, serverProcess: string) {
    if (!/^\d{1,10}$/.test(serverProcess)) {
      throw new InputError('Not the id of a server process');
    }
    const session = await PostgresSession.open(options);
    try {
      // As the login itself: an owner's sessions act as the owner role, which
      // has no power over the login's other sessions.
      await session.query('SET ROLE NONE');
      await session.query('SELECT pg_catalog.pg_cancel_backend($1)', [
        serverProcess,
      ]);
    } finally {
      await session.close();
    }
  },
  actions,
};
