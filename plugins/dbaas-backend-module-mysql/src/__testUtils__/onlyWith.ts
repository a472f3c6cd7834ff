import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { ProcessesKind } from '../processes/kind';

/**
 * Whether the engine's server is here. Jest must know before tests begin, so
 * this asks by itself and not through the platform.
 */
function isHere(kind: ProcessesKind): boolean {
  const folders = [
    ...(process.env.DBAAS_LOCAL_BINARIES ?? '')
      .split(':')
      .flatMap(folder => [folder, join(folder, 'bin')]),
    ...(process.env.PATH ?? '').split(delimiter),
    ...kind.query.systemFolders,
  ];
  return folders.some(folder => {
    const program = join(folder, kind.server);
    try {
      accessSync(program, constants.X_OK);
      const said = execFileSync(program, kind.query.versionArgs, {
        encoding: 'utf8',
        timeout: 20_000,
      });
      return new RegExp(kind.query.pattern).test(said);
    } catch {
      return false;
    }
  });
}

/** Skips tests, visibly, where the engine's server is not. */
// eslint-disable-next-line jest/no-export -- a suite that test files share
export function onlyWith(kind: ProcessesKind, tests: () => void): void {
  if (isHere(kind)) {
    tests();
  } else {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`${kind.descriptor.name} on real processes [needs: ${kind.server}]`, () => {});
  }
}
