import { createLocalPlatform } from '../LocalPlatform';
import { watchForReload } from '../development/reload';
import { recordOf } from './bench';

/**
 * A backend of its own process, driven by messages, to be killed by tests.
 */
async function main() {
  const { root, uid, reload } = JSON.parse(process.argv[2]);
  const platform = await createLocalPlatform({
    root,
    ports: { from: 23000, to: 27999 },
    minimumFreeDiskMib: 1,
    ...(reload ? { onStop: watchForReload() } : {}),
  });
  await platform.start();
  const actions: Record<string, (input: never) => Promise<unknown> | unknown> =
    {
      execute: (step: never) =>
        platform.execute(step, {
          location: 'local',
          record: recordOf(uid),
          operationId: 'op',
          signal: new AbortController().signal,
        }),
      resources: () => platform.resources('local', uid),
      canExecute: () => platform.canExecute('local'),
      putRecord: async () => {
        await platform.instances('local').put(uid, recordOf(uid));
        await platform
          .secrets('local')
          .put(uid, 'admin', { username: 'boss', password: 's3cret-word' });
      },
    };
  process.on('message', async ({ id, action, input }: never) => {
    try {
      const output = await actions[action](input);
      process.send?.({ id, output });
    } catch (error) {
      process.send?.({ id, error: String(error) });
    }
  });
  process.on('SIGTERM', async () => {
    await platform.stop();
    process.exit(0);
  });
  process.send?.({ id: 0 });
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
