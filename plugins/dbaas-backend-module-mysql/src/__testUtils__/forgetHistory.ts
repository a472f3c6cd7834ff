import { EngineHarness } from '@dbaas-portal/plugin-dbaas-node/testUtils';

/** Purges the binary logs: nobody can replay what is in them any more. */
export async function forgetHistory(
  harness: EngineHarness,
  members: string[],
): Promise<void> {
  for (const member of members) {
    const options = { member };
    await harness.query('admin', 'FLUSH LOCAL BINARY LOGS', options);
    const logs = await harness.query('admin', 'SHOW BINARY LOGS', options);
    await harness.query(
      'admin',
      `PURGE BINARY LOGS TO '${logs.at(-1)?.[0]}'`,
      options,
    );
    expect(
      await harness.query('admin', 'SHOW BINARY LOGS', options),
    ).toHaveLength(1);
    const [[purged]] = await harness.query(
      'admin',
      'SELECT @@global.gtid_purged',
      options,
    );
    expect(purged).not.toBe('');
  }
}
