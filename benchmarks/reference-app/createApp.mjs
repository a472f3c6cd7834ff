import fs from 'node:fs';
import path from 'node:path';

/** Backstage 1.55's own generator, and what it needs to run at all with today's registry. */
const GENERATOR = { '@backstage/create-app': '0.9.2' };
const OVERRIDES = { '@backstage/cli-common': '0.3.1' };

async function must(context, command, args, options) {
  const result = await context.run(command, args, options);
  if (!result.ok)
    throw new Error(`${command} ${args[0]}: ${result.output.slice(-3000)}`);
}

/**
 * Makes an untouched Backstage app, installed from the same caches and by the same
 * Yarn as the portal.
 * @param {import('../context').Context} context
 * @param {string} folder
 * @param {{ lockOnly?: boolean }} options `lockOnly`: resolve the dependencies, do not link them
 */
export async function createApp(context, folder, { lockOnly = false }) {
  const generator = path.join(folder, 'generator');
  const app = path.join(folder, 'app');
  fs.mkdirSync(generator, { recursive: true });
  fs.writeFileSync(
    path.join(generator, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: GENERATOR,
      overrides: OVERRIDES,
    }),
  );
  context.say('making an untouched Backstage app to compare with');
  await must(context, 'npm', ['install', '--no-audit', '--no-fund'], {
    cwd: generator,
  });
  await must(
    context,
    path.join(generator, 'node_modules/.bin/backstage-create-app'),
    ['--skip-install', '--path', app],
    {
      cwd: folder,
      env: { ...process.env, BACKSTAGE_APP_NAME: 'reference' },
    },
  );
  // Its package manager is ours, so that the caches are shared and nothing but the app differs.
  const manifest = JSON.parse(
    fs.readFileSync(path.join(app, 'package.json'), 'utf8'),
  );
  const ours = JSON.parse(
    fs.readFileSync(path.join(context.root, 'package.json'), 'utf8'),
  );
  delete manifest.packageManager;
  manifest.resolutions = { ...manifest.resolutions, ...ours.resolutions };
  fs.writeFileSync(
    path.join(app, 'package.json'),
    JSON.stringify(manifest, null, 2),
  );
  fs.copyFileSync(
    path.join(context.root, '.yarnrc.yml'),
    path.join(app, '.yarnrc.yml'),
  );
  fs.rmSync(path.join(app, '.yarn'), { recursive: true, force: true });
  fs.writeFileSync(path.join(app, 'yarn.lock'), '');
  await must(
    context,
    'yarn',
    ['install', ...(lockOnly ? ['--mode=update-lockfile'] : [])],
    { cwd: app },
  );
  return app;
}
