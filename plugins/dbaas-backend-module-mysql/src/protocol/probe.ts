import { ServiceUnavailableError } from '@backstage/errors';
import { Probe } from '@dbaas-portal/plugin-dbaas-node';
import { probeOfGroup } from './group';
import type { MysqlSession } from './MysqlSession';

/** Every server has it; temporary tables of the admin may stand in it. */
const SYSTEM_DATABASE = 'mysql';

const isOn = (value: string | null | undefined) =>
  value !== undefined && value !== null && !['0', 'OFF'].includes(value);

async function writeAndReadBack(session: MysqlSession): Promise<void> {
  const [state] = await session.query(
    'SELECT @@global.read_only AS read_only, DATABASE() AS current',
  );
  // Temporary tables can be written on a replica: they prove nothing alone.
  if (isOn(state?.read_only)) {
    throw new ServiceUnavailableError('The server takes no writes');
  }
  const table = state?.current
    ? '`dbaas_probe`'
    : `${SYSTEM_DATABASE}.dbaas_probe`;
  await session.query(`CREATE TEMPORARY TABLE ${table} (value int)`);
  try {
    await session.query(`INSERT INTO ${table} VALUES (1)`);
    const rows = await session.query(`SELECT value FROM ${table}`);
    if (rows.length !== 1 || rows[0].value !== '1') {
      throw new ServiceUnavailableError('What was written could not be read');
    }
  } finally {
    await session.query(`DROP TEMPORARY TABLE ${table}`);
  }
}

/**
 * Asks the server about itself; with `write`, writes and reads back. One that
 * follows nobody and takes no writes is no primary: it is a replica that has
 * lost its way, or a primary that hands over.
 */
export async function probeServer(
  session: MysqlSession,
  options: { write: boolean },
): Promise<Probe> {
  if (options.write) {
    await writeAndReadBack(session);
    return { role: 'primary', version: versionOf(session), facts: {} };
  }
  const { status, columns, position } = session.flavour.replication;
  const [state] = await session.query(
    'SELECT @@global.read_only AS read_only, @@global.server_id AS server_id',
  );
  const [source] = await session.query(status);
  const [at] = await session.query(position);
  const readOnly = isOn(state?.read_only);
  const facts = {
    readOnly,
    serverId: Number(state?.server_id),
    position: at?.position ?? '',
  };
  const version = versionOf(session);
  const member = await probeOfGroup(session, facts, version);
  if (member) {
    return member;
  }
  if (!source && !readOnly) {
    return { role: 'primary', version, facts };
  }
  const lag = source?.[columns.lag];
  return {
    role: 'replica',
    version,
    ...(lag ? { lagSeconds: Number(lag) } : {}),
    facts: {
      ...facts,
      linked:
        source?.[columns.receiving] === 'Yes' &&
        source[columns.applying] === 'Yes',
      primaryPort: Number(source?.[columns.port] ?? 0),
    },
  };
}

function versionOf(session: MysqlSession): string {
  return /^\d+(\.\d+)*/.exec(session.version)?.[0] ?? session.version;
}
