import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cloudnativePgBinding as binding } from '.';
import { specOf } from '../../../../__testUtils__/shapes';
import { CONTEXT, evidenceOf } from './fixtures/evidence';

const spec = specOf({
  platform: 'kubernetes',
  controller: 'cloudnative-pg',
  topology: 'replication',
  members: 3,
});

describe('terminals under CloudNativePG', () => {
  it('leads terminals into the server of a member that is there', () => {
    const { resources } = evidenceOf();
    const at = (member: string, kind: string) =>
      binding.terminal?.(spec, resources, { member, kind });
    const facet = binding
      .facets(spec, CONTEXT)
      .capabilities.find(({ id }) => id === 'terminal');
    for (const { id } of facet?.terminals ?? []) {
      expect(at('shop-db-i1-2', id)).toMatchObject({
        resource: 'shop-db-i1-2',
        container: 'postgres',
      });
      expect(at('shop-db-i1-9', id)).toBeUndefined();
    }
    expect(facet?.terminals?.map(({ id }) => id)).toEqual(['shell', 'client']);
    expect(at('shop-db-i1-2', 'root')).toBeUndefined();
  });

  // What no image has is looked for before: a shell that fails to start
  // another one ends.
  it('opens the best shell that an image has', () => {
    const { resources } = evidenceOf();
    const wanted = { member: 'shop-db-i1-1', kind: 'shell' };
    const command = binding.terminal?.(spec, resources, wanted)?.command ?? [];
    const [program, ...rest] = command;
    const run = (folders: string) =>
      spawnSync(program, rest, {
        input: 'echo "$0 $TERM"; exit 5\n',
        env: { PATH: folders },
        encoding: 'utf8',
      });
    const bare = fs.mkdtempSync(path.join(os.tmpdir(), 'dbaas-shell-'));
    for (const name of ['sh', 'env']) {
      fs.symlinkSync(`/bin/${name}`, path.join(bare, name));
    }
    expect(run('/usr/bin:/bin')).toMatchObject({
      stdout: 'bash xterm-256color\n',
      status: 5,
    });
    expect(run(bare)).toMatchObject({
      stdout: 'sh xterm-256color\n',
      status: 5,
    });
    fs.rmSync(bare, { recursive: true });
  });
});
