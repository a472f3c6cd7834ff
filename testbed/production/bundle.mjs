import fs from 'node:fs';
import path from 'node:path';

/** Builds the backend's bundle, and with it the pages, by the words of docs/production.md, in a copy of the checkout. */
export async function buildBundle({ copy, must, say }) {
  say('building the pages and the backend');
  await must('yarn', ['build:backend'], { cwd: copy });
}

/**
 * Puts the bundle together in an empty folder, step by step as the Dockerfile of
 * packages/backend does it; the builder's files stay behind.
 */
export async function assemble({ copy, app, must, say }) {
  fs.mkdirSync(app);
  const built = path.join(copy, 'packages/backend/dist');
  for (const file of [
    '.yarnrc.yml',
    'backstage.json',
    'yarn.lock',
    'package.json',
  ])
    fs.copyFileSync(path.join(copy, file), path.join(app, file));
  await must('tar', ['-xzf', path.join(built, 'skeleton.tar.gz')], {
    cwd: app,
  });
  say("installing the bundle's dependencies, without those of development");
  await must('yarn', ['workspaces', 'focus', '--all', '--production'], {
    cwd: app,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  fs.cpSync(path.join(copy, 'catalog'), path.join(app, 'catalog'), {
    recursive: true,
  });
  await must('tar', ['-xzf', path.join(built, 'bundle.tar.gz')], { cwd: app });
  for (const file of ['app-config.yaml', 'app-config.production.yaml'])
    fs.copyFileSync(path.join(copy, file), path.join(app, file));
}

/** Files below a folder whose path or text has `sign` in it. */
function filesWith(folder, sign) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => !file.slice(folder.length).includes('/node_modules/'))
    .filter(
      file =>
        file.slice(folder.length).includes(sign) ||
        fs.readFileSync(file, 'utf8').includes(sign),
    )
    .map(file => path.relative(folder, file));
}

/** What must not be in the bundle; nothing, if the list is empty. */
export function strangersIn(app) {
  // The code. The config in index.html names the package that it leaves out.
  const pages = path.join(app, 'packages/app/dist/static');
  const faults = [
    ...filesWith(pages, 'sample-people'),
    ...filesWith(pages, 'SamplePeople'),
  ].map(file => `the pages hold the sample people: ${file}`);
  const plugins = fs.readdirSync(path.join(app, 'plugins'));
  for (const name of plugins.filter(each => each.includes('sample-people')))
    faults.push(`the backend holds the sample people: plugins/${name}`);
  const installed = path.join(app, 'node_modules');
  for (const name of ['@dbaas-portal', '@backstage'])
    for (const each of fs.readdirSync(path.join(installed, name)))
      if (/sample-people|guest-provider|test-utils/.test(each))
        faults.push(`${name}/${each} is installed`);
  return faults;
}
