import fs from 'node:fs';
import path from 'node:path';
import { createApp } from '../../benchmarks/reference-app/createApp.mjs';
import { backendLine, configOf, wantsCommand } from './words.mjs';

const SCOPE = '@dbaas-portal/plugin-';
// What the READMEs name for a backend that makes PostgreSQL databases on its
// own machine, shows them in the catalog and has templates for them.
const BACKEND = [
  'dbaas-backend',
  'dbaas-backend-module-local',
  'dbaas-backend-module-postgresql',
  'catalog-backend-module-dbaas',
  'scaffolder-backend-module-dbaas',
];
const FRONTEND = ['dbaas', 'dbaas-dms'];

function editJson(file, edit) {
  const content = JSON.parse(fs.readFileSync(file, 'utf8'));
  edit(content);
  fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** Adds packed plugins to an app, by the words of their READMEs. */
function addPackages(app, packed) {
  const named = name => packed.find(one => one.name === SCOPE + name);
  const ranges = Object.fromEntries(
    packed.map(({ name, tarball }) => [name, `file:${tarball}`]),
  );
  const add = (folder, names) =>
    editJson(path.join(app, folder, 'package.json'), manifest => {
      for (const one of names.map(named)) {
        wantsCommand(one, folder);
        manifest.dependencies[one.name] = ranges[one.name];
      }
    });
  add('packages/backend', BACKEND);
  add('packages/app', FRONTEND);
  // Among each other they ask for published versions, which there are none of yet.
  editJson(path.join(app, 'package.json'), manifest => {
    manifest.resolutions = { ...manifest.resolutions, ...ranges };
  });
  const index = path.join(app, 'packages/backend/src/index.ts');
  const lines = BACKEND.map(name => backendLine(named(name)));
  fs.writeFileSync(
    index,
    fs
      .readFileSync(index, 'utf8')
      .replace('backend.start();', `${lines.join('\n')}\n\nbackend.start();`),
  );
}

/** The config that the READMEs name, and ports and folders of this run; JSON is YAML. */
function configure(app, said, { data, templates, port, ports }) {
  const url = `http://localhost:${port}`;
  const config = {
    backend: { baseUrl: url, listen: { host: '127.0.0.1', port } },
    catalog: {
      locations: [
        {
          type: 'file',
          target: '../../examples/org.yaml',
          rules: [{ allow: ['User', 'Group'] }],
        },
        {
          type: 'file',
          target: path.join(templates, 'all.yaml'),
          rules: [{ allow: ['Template', 'Location'] }],
        },
      ],
    },
    dbaas: { ...said.dbaas, local: { root: data, ports } },
  };
  fs.writeFileSync(
    path.join(app, 'app-config.local.yaml'),
    JSON.stringify(config, null, 2),
  );
  return url;
}

/** An untouched app of create-app with the packed plugins in it, installed. */
export async function makePortal(context, packed, settings) {
  const folder = path.join(context.work, 'portal');
  fs.mkdirSync(folder, { recursive: true });
  const app = await createApp(context, folder, { lockOnly: true });
  addPackages(app, packed);
  context.say('installing it with the packed plugins');
  await context.must('yarn', ['install'], { cwd: app });
  const catalog = packed.find(
    ({ name }) => name === `${SCOPE}catalog-backend-module-dbaas`,
  );
  const said = configOf(catalog, 'dbaas', context.root);
  return { app, url: configure(app, said, settings) };
}

/** Checks the types of the app as its owner would: those of the packed plugins are read. */
export async function checkTypes(context, app) {
  context.say('checking its types');
  await context.must('yarn', ['tsc', '--pretty', 'false'], { cwd: app });
}

/** Builds the app's pages; ours have to be found in them, by `app.packages: all` alone. */
export async function buildPages(context, app) {
  context.say('building its pages');
  await context.must('yarn', ['workspace', 'app', 'build'], { cwd: app });
  const folder = path.join(app, 'packages/app/dist/static');
  const built = fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.js'))
    .map(name => fs.readFileSync(path.join(folder, name), 'utf8'));
  for (const sign of ['DbaasInstanceRequest', 'dbaas-dms'])
    if (!built.some(code => code.includes(sign)))
      throw new Error(`the app was built without ${sign}`);
}
