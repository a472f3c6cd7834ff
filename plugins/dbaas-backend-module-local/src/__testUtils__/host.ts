import { z } from 'zod';
import { watchForReload } from '../development/reload';
import { createLocalPlatform } from '../LocalPlatform';
import { recordOf, step } from './bench';

const argument = z.object({
  root: z.string(),
  uid: z.string(),
  reload: z.boolean().optional(),
});

const message = z.object({
  id: z.number(),
  action: z.string(),
  input: z
    .object({
      id: z.string(),
      action: z.string(),
      input: z.record(z.string(), z.json()),
    })
    .optional(),
});

/**
 * A backend of its own process, driven by messages, to be killed by tests.
 */
async function main() {
  const { root, uid, reload } = argument.parse(JSON.parse(process.argv[2]));
  const platform = await createLocalPlatform({
    root,
    ports: { from: 23000, to: 27999 },
    minimumFreeDiskMib: 1,
    ...(reload ? { onStop: watchForReload() } : {}),
  });
  await platform.start({ kinds: [] });

  async function act({ action, input }: z.infer<typeof message>) {
    if (action === 'execute' && input) {
      return platform.execute(step(input.action, input.input, input.id), {
        location: 'local',
        record: recordOf(uid),
        operationId: 'op',
        signal: new AbortController().signal,
      });
    }
    if (action === 'putRecord') {
      await platform.instances('local').put(uid, recordOf(uid));
      await platform
        .secrets('local')
        .put(uid, 'admin', { username: 'boss', password: 's3cret-word' });
    }
    return platform.canExecute('local');
  }

  process.on('message', async received => {
    const call = message.parse(received);
    const answer = await act(call).then(
      output => ({ output }),
      error => ({ error: String(error) }),
    );
    process.send?.({ id: call.id, ...answer });
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
