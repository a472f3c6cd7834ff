import fs from 'node:fs';
import path from 'node:path';
import { createApp } from './reference-app/createApp.mjs';

/**
 * How long a start takes until page and backend answer, against an untouched
 * Backstage app of the same release on the same machine, in turn.
 */

const ROUNDS = 3;
const PATIENCE_MS = 300_000;

/** Seconds from the start of a command until both answer. */
async function untilAnswers(
  { start, stop, statusOf },
  command,
  args,
  options,
  ports,
) {
  const began = Date.now();
  const running = start(command, args, options);
  let over = false;
  running.ended.then(() => (over = true));
  const urls = [
    `http://localhost:${ports.front}/`,
    `http://localhost:${ports.back}/.backstage/health/v1/readiness`,
  ];
  try {
    for (const url of urls) {
      while ((await statusOf(url)) !== 200) {
        if (over)
          throw new Error(
            `${command} ${args.join(' ')} ended\n${running
              .tail()
              .slice(-3000)}`,
          );
        if (Date.now() - began > PATIENCE_MS)
          throw new Error(
            `nobody answers at ${url}\n${running.tail().slice(-3000)}`,
          );
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
    return (Date.now() - began) / 1000;
  } finally {
    await stop([running.child]);
  }
}

/** The untouched app is told its ports by the environment, as any Backstage app can be. */
const portsByEnvironment = ({ front, back }) => ({
  APP_CONFIG_app_baseUrl: JSON.stringify(`http://localhost:${front}`),
  APP_CONFIG_backend_baseUrl: JSON.stringify(`http://localhost:${back}`),
  APP_CONFIG_backend_listen_port: JSON.stringify(back),
  APP_CONFIG_backend_cors_origin: JSON.stringify(`http://localhost:${front}`),
});

const portsOf = async ({ freePort }) => ({
  front: await freePort(),
  back: await freePort(),
});

async function warm(context, reference) {
  const ours = [];
  const theirs = [];
  const data = path.join(context.work, 'data');
  for (let round = 0; round <= ROUNDS; round += 1) {
    const a = await portsOf(context);
    const one = await untilAnswers(
      context,
      path.join(context.root, 'portal'),
      [
        'start',
        '--data',
        data,
        '--port',
        String(a.front),
        '--backend-port',
        String(a.back),
      ],
      {},
      a,
    );
    const b = await portsOf(context);
    const other = await untilAnswers(
      context,
      'yarn',
      ['start'],
      { cwd: reference, env: { ...process.env, ...portsByEnvironment(b) } },
      b,
    );
    context.say(
      `${round === 0 ? 'warming up' : `round ${round}`}: ours ${one.toFixed(
        1,
      )} s, reference ${other.toFixed(1)} s`,
    );
    if (round > 0) {
      ours.push(one);
      theirs.push(other);
    }
  }
  return {
    ours: context.median(ours),
    reference: context.median(theirs),
    target: 1.25,
    better: 'lower',
    unit: 's',
  };
}

/** From nothing: a clone, and an app without dependencies, each with empty caches. */
async function cold(context) {
  const emptyCaches = name => ({
    YARN_GLOBAL_FOLDER: path.join(context.work, name, 'yarn'),
    npm_config_cache: path.join(context.work, name, 'npm'),
  });
  const clone = path.join(context.work, 'clone');
  await context.run('git', ['clone', '--quiet', context.root, clone]);
  const a = await portsOf(context);
  const ours = await untilAnswers(
    context,
    path.join(clone, 'portal'),
    ['start', '--port', String(a.front), '--backend-port', String(a.back)],
    { env: { ...process.env, ...emptyCaches('ours') } },
    a,
  );
  context.say(`cold: ours ${ours.toFixed(1)} s`);
  const app = await createApp(context, path.join(context.work, 'cold'), {
    lockOnly: true,
  });
  const env = { ...process.env, ...emptyCaches('theirs') };
  // Started the same way: the Yarn comes by npm from the same lock, in the same time.
  const tools = path.join(context.work, 'cold', 'tools');
  fs.mkdirSync(tools);
  for (const name of ['package.json', 'package-lock.json'])
    fs.copyFileSync(
      path.join(context.root, 'tools', name),
      path.join(tools, name),
    );
  const began = Date.now();
  const brought = await context.run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--omit=optional'],
    { cwd: tools, env },
  );
  if (!brought.ok) throw new Error(brought.output.slice(-3000));
  const installed = await context.run('yarn', ['install', '--immutable'], {
    cwd: app,
    env,
  });
  if (!installed.ok) throw new Error(installed.output.slice(-3000));
  const b = await portsOf(context);
  await untilAnswers(
    context,
    'yarn',
    ['start'],
    { cwd: app, env: { ...env, ...portsByEnvironment(b) } },
    b,
  );
  const reference = (Date.now() - began) / 1000;
  context.say(`cold: reference ${reference.toFixed(1)} s`);
  return { ours, reference, target: 1, better: 'lower', unit: 's' };
}

/** @param {import('./context').Context} context */
export default async function measure(context) {
  const reference = await createApp(
    context,
    path.join(context.work, 'reference'),
    {},
  );
  const figures = { 'start-warm': await warm(context, reference) };
  fs.rmSync(reference, { recursive: true, force: true });
  if (process.env.PORTAL_BENCH_COLD)
    figures['start-cold'] = await cold(context);
  return figures;
}
