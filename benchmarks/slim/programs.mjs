import fs from 'node:fs';
import path from 'node:path';

/**
 * How the servers of an instance are started, by the local platform's own
 * files, so that the reference starts the very same: program, arguments,
 * environment, folder and user.
 * @param {string} root of the local platform
 * @param {string} uid of the instance
 */
export function launchesOf(root, uid) {
  const folder = path.join(root, 'instances', uid);
  const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
  const { members } = read(path.join(folder, 'manifest.json'));
  return Object.entries(members).map(([name, { spec, ports }]) => {
    const dir = path.join(folder, name);
    const fill = text =>
      text
        .replaceAll('${dir}', dir)
        .replaceAll('${data}', path.join(dir, 'data'))
        .replaceAll(/\$\{port:(\w+)\}/g, (_, port) => String(ports[port]));
    const { pid } = read(path.join(folder, '_state', `${name}.json`));
    const { uid: user, gid } = fs.statSync(`/proc/${pid}`);
    return {
      pid,
      program: spec.program,
      args: spec.args.map(fill),
      env: {
        PATH: process.env.PATH,
        HOME: dir,
        LC_ALL: 'C.UTF-8',
        ...Object.fromEntries(
          Object.entries(spec.env).map(([key, value]) => [key, fill(value)]),
        ),
      },
      cwd: dir,
      uid: user,
      gid,
    };
  });
}
