import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { parse } from 'yaml';
import { z } from 'zod';

const SAMPLE_PEOPLE = '@dbaas-portal/plugin-app-module-sample-people';
const root = resolve(__dirname, '../../..');
const app = join(root, 'packages/app');

const read = (file: string) => readFileSync(file, 'utf8');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const at = join(folder, entry.name);
    return entry.isDirectory() ? sources(at) : [at];
  });
}

describe('the production bundle', () => {
  it('is what "build" makes, and leaves the sample people out', () => {
    const { scripts } = z
      .object({ scripts: z.object({ build: z.string() }) })
      .parse(JSON.parse(read(join(app, 'package.json'))));
    const configs = [...scripts.build.matchAll(/--config (\S+)/g)].map(
      ([, file]) => file,
    );
    expect(configs.at(-1)).toBe('../../app-config.production.yaml');

    const production = z
      .object({
        app: z.object({ packages: z.object({ exclude: z.string().array() }) }),
        auth: z.object({
          environment: z.literal('production'),
          providers: z.object({ 'sample-people': z.null() }),
        }),
      })
      .parse(parse(read(join(root, 'app-config.production.yaml'))));
    expect(production.app.packages.exclude).toContain(SAMPLE_PEOPLE);
  });

  it('of the backend takes only what is no development dependency', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string()) })
      .parse(JSON.parse(read(join(root, 'packages/backend/package.json'))));
    expect(
      Object.keys(dependencies).filter(name => name.includes('sample-people')),
    ).toEqual([]);
  });

  it('gets them by discovery alone: no source of the app imports them', () => {
    const importing = sources(join(app, 'src')).filter(file =>
      read(file).includes('sample-people'),
    );
    expect(importing).toEqual([]);
  });
});
