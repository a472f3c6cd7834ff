import { InputError } from '@backstage/errors';
import { SECRET_REPLICATION } from '@dbaas-portal/plugin-dbaas-node';
import { z } from 'zod';
import { errorNumber } from '../errors';
import { action } from './action';
import { authorityOf } from './roles';

const COPY_MS = 3_600_000;

/**
 * Replaces all that a server has by what the one at a port of this machine
 * has. It ends after that, and is started again by who looks after it.
 */
export const copy = action(
  z.object({ port: z.number().int().min(1).max(65_535) }),
  async (admin, { port }, context) => {
    const flavour = admin.flavour.copy;
    if (!flavour) {
      throw new InputError('The server cannot copy another one');
    }
    const [last] = await admin.query(flavour.state);
    if (last?.state === flavour.completed) {
      return;
    }
    const { username, password } = await context.secret(SECRET_REPLICATION);
    const tls = (await authorityOf(admin)) !== undefined;
    try {
      for (const statement of flavour.from({
        port,
        user: username,
        password,
        tls,
      })) {
        await admin.query(statement, COPY_MS);
      }
    } catch (error) {
      if (errorNumber(error) !== flavour.ended) {
        throw error;
      }
    }
  },
);
