import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const processes = require('../../tools/launcher/processes');
const { statusOf } = require('../../tools/launcher/portal');

const PATIENCE_MS = 300_000;

/** Starts the bundle's backend by the Dockerfile's command. */
export function startBackend(app, env, more = []) {
  const configs = [
    'app-config.yaml',
    'app-config.production.yaml',
    ...more,
  ].flatMap(file => ['--config', file]);
  const running = processes.start(
    process.execPath,
    ['packages/backend', ...configs],
    { cwd: app, env },
  );
  let over = false;
  running.ended.then(() => {
    over = true;
  });
  return { ...running, isOver: () => over };
}

/** Waits until the backend says that it is ready. */
export async function ready(backend, url) {
  const end = Date.now() + PATIENCE_MS;
  while ((await statusOf(`${url}/.backstage/health/v1/readiness`)) !== 200) {
    if (backend.isOver()) throw new Error('the backend ended while it started');
    if (Date.now() > end) throw new Error('the backend does not become ready');
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/** Waits for the end of a backend that is not meant to live. @returns what it said */
export async function refusal(backend) {
  const timer = setTimeout(() => processes.stop([backend.child]), PATIENCE_MS);
  const { code } = await backend.ended;
  clearTimeout(timer);
  if (code === 0) throw new Error('it ended as if all were well');
  return backend.tail();
}
