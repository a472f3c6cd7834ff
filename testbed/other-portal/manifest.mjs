import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

const IN_BROWSER = /^(frontend-plugin|frontend-plugin-module|web-library)$/;
// An app has each of them once; a second copy breaks it.
const ONLY_PEERS = ['react', 'react-dom', 'react-router-dom', '@types/react'];
// Every app of create-app depends on it, and no plugin of Backstage's asks for it.
const OF_THE_APP = ['react-router'];

const manifestAt = folder =>
  JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** Where the checkout has a dependency of one of its packages; undefined where it is optional and not for this machine. */
export function installedAt(root, folder, name) {
  return [path.join(root, 'plugins', folder), root]
    .map(at => path.join(at, 'node_modules', name))
    .find(at => fs.existsSync(at));
}

function faultsOfWords(manifest, folder) {
  const faults = [];
  const want = (right, what) => {
    if (!right) faults.push(what);
  };
  const { backstage = {}, repository = {}, publishConfig = {} } = manifest;
  want(manifest.license === 'Apache-2.0', 'license is not Apache-2.0');
  want(manifest.description?.length > 20, 'description says nothing');
  want(manifest.keywords?.includes('backstage'), 'no keyword "backstage"');
  want(
    repository.directory === `plugins/${folder}`,
    'repository.directory is not its folder',
  );
  want(publishConfig.access === 'public', 'it would not be public');
  want(backstage.role && backstage.pluginId, 'backstage.role or .pluginId');
  want(
    backstage.role?.endsWith('-module')
      ? backstage.pluginPackage
      : backstage.pluginPackages?.includes(manifest.name),
    'the packages of its plugin are not named',
  );
  want(
    !IN_BROWSER.test(backstage.role) || manifest.sideEffects === false,
    'sideEffects is not false, so apps cannot leave out what they do not use',
  );
  return faults;
}

/**
 * What is wrong with the manifest of a packed plugin: how it describes itself,
 * the ranges that it asks for, and what it leaves to the app that takes it.
 */
export function faultsOfManifest(
  { folder, manifest, source },
  { root, packed },
) {
  const { satisfies } = require(path.join(root, 'node_modules/semver'));
  const faults = faultsOfWords(manifest, folder);
  if (source.configSchema && !manifest.configSchema)
    faults.push('the schema of its configuration is lost');

  const own = {
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
  };
  const peers = manifest.peerDependencies ?? {};
  for (const [name, range] of Object.entries({ ...own, ...peers })) {
    if (/^(workspace|file|link|portal|patch):/.test(range))
      faults.push(`${name}: ${range} means nothing elsewhere`);
    const sibling = packed.find(one => one.name === name);
    const at = installedAt(root, folder, name);
    const version = sibling?.manifest.version ?? (at && manifestAt(at).version);
    if (version && !satisfies(version, range))
      faults.push(`it was built with ${name} ${version} and asks for ${range}`);
  }
  for (const name of ONLY_PEERS)
    if (name in own) faults.push(`${name} has to be a peer dependency`);
  // A package's peers are its user's business: ours, if we pass nothing on.
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const at = installedAt(root, folder, name);
    const used = packed.find(one => one.name === name)?.manifest;
    const theirs = used ?? (at ? manifestAt(at) : {});
    for (const peer of Object.keys(theirs.peerDependencies ?? {}))
      if (
        !theirs.peerDependenciesMeta?.[peer]?.optional &&
        // Types of others show in none of our declarations, or they would be declared.
        !peer.startsWith('@types/') &&
        !OF_THE_APP.includes(peer) &&
        !(peer in own) &&
        !(peer in peers)
      )
        faults.push(`${name} wants the peer ${peer}, which nobody brings`);
  }
  return faults;
}
