// @ts-check
'use strict';

const { jest } = require('./jest');
const { temporaryPostgres } = require('./postgres');

/**
 * The backend's tests, with a PostgreSQL beside SQLite: Backstage's TestDatabases
 * takes it from the variable, which names major version 18.
 * @param {import('./tally').Tally} tally
 * @param {string[]} files
 * @param {NodeJS.ProcessEnv} env
 */
async function backendTests(tally, files, env) {
  if (files.length === 0) return jest(tally, 'backend', files, env);
  let postgres;
  try {
    postgres = await temporaryPostgres(env);
    if (!postgres)
      tally.skip(
        'backend',
        'the runs on PostgreSQL',
        'no PostgreSQL server program is here',
      );
  } catch (error) {
    tally.fail(
      'backend',
      'PostgreSQL for the tests',
      error instanceof Error ? error.message : String(error),
    );
  }
  try {
    return await jest(
      tally,
      'backend',
      files,
      postgres
        ? {
            ...env,
            BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres.url,
          }
        : env,
    );
  } finally {
    await postgres?.stop();
  }
}

module.exports = { backendTests };
