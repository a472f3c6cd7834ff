import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** What knex tells about a query; only what is looked at. */
type Query = { sql: string; bindings?: unknown[]; __knexTxId?: string };

const writesAnEnd = ({ sql, bindings = [] }: Query) =>
  /^(insert into|update) .operation_steps/.test(sql) &&
  bindings.some(value => value === 'succeeded' || value === 'failed');

/**
 * Kills its own process, by the signal that no process can answer, the moment
 * the journal holds the end of a step: after the commit, before anything else.
 */
export const diesAfterStep = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'dies-after-step',
  register(env) {
    env.registerInit({
      deps: { database: coreServices.database },
      async init({ database }) {
        const knex = await database.getClient();
        const ending = new Set<string>();
        const die = () => process.kill(process.pid, 'SIGKILL');
        let isWritten = false;
        knex.on('query', (query: Query) => {
          if (isWritten) {
            die();
          }
          const { sql, __knexTxId: id } = query;
          if (id && writesAnEnd(query)) {
            ending.add(id);
          }
          if (id && ending.has(id) && /^commit/i.test(sql)) {
            // SQLite commits as soon as this returns; whatever is asked of it
            // next is asked by the dead.
            isWritten = true;
            setImmediate(die);
          }
        });
      },
    });
  },
});
