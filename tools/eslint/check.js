'use strict';

// Proves that the rules of the house fire on bad code and let good code pass.

const fs = require('node:fs');
const path = require('node:path');
const { ESLint } = require('eslint');

const root = path.resolve(__dirname, '../..');

/** @type {{ file: string, code: string, bad: boolean }[]} */
const SAMPLES = [
  {
    file: 'plugins/dbaas-backend-module-redis/src/x.ts',
    bad: true,
    code: "import { a } from '@dbaas-portal/plugin-dbaas-backend';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-backend-module-redis/src/x.ts',
    bad: true,
    code: "import { a } from '@dbaas-portal/plugin-dbaas-backend-module-local';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-backend-module-redis/src/x.ts',
    bad: false,
    code: "import { a } from '@dbaas-portal/plugin-dbaas-node';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-backend-module-redis/src/x.engines.test.ts',
    bad: false,
    code: "import { a } from '@dbaas-portal/plugin-dbaas-backend-module-local';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas/src/x.ts',
    bad: true,
    code: "import { a } from '@dbaas-portal/plugin-dbaas-node';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas/src/x.ts',
    bad: true,
    code: "import { a } from '@backstage/backend-plugin-api';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas/src/x.ts',
    bad: true,
    code: "export const b = (engine: string) => engine === 'mysql';\n",
  },
  {
    file: 'plugins/dbaas-backend/src/x.ts',
    bad: true,
    code: "export const b = (engine: string) => ['redis'].includes(engine);\n",
  },
  {
    file: 'plugins/dbaas-backend/src/x.ts',
    bad: false,
    code: "export const b = { engine: 'mysql' };\n",
  },
  {
    file: 'plugins/dbaas-backend-module-mysql/src/engines/mysql/x.ts',
    bad: false,
    code: "export const b = (engine: string) => engine === 'mysql';\n",
  },
  {
    file: 'plugins/dbaas-backend/src/instances/router.ts',
    bad: true,
    code: "import { a } from './DefaultInstances';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-backend/src/instances/router.ts',
    bad: false,
    code: "import { a } from './InstancesService';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-backend/src/instances/DatabaseInstances.ts',
    bad: true,
    code: "import { a } from './AuthorizedInstances';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-backend/src/instances/DefaultInstances.ts',
    bad: true,
    code: "import { a } from './AuthorizedInstances';\n\nexport const b = a;\n",
  },
  {
    file: 'plugins/dbaas-common/src/x.ts',
    bad: true,
    code: 'export const b = (value: any) => value;\n',
  },
];

const HOUSE = new Set([
  'no-restricted-syntax',
  '@typescript-eslint/no-explicit-any',
  'max-lines',
]);

async function main() {
  let wrong = 0;
  for (const { file, code, bad } of SAMPLES) {
    const cwd = path.join(root, ...file.split('/').slice(0, 2));
    if (!fs.existsSync(cwd))
      throw new Error(`${cwd} is gone: correct the samples`);
    const [result] = await new ESLint({ cwd }).lintText(code, {
      filePath: path.join(root, file),
    });
    const fired = result.messages.some(
      ({ ruleId, fatal }) => fatal || (ruleId && HOUSE.has(ruleId)),
    );
    if (fired !== bad) {
      wrong += 1;
      process.stdout.write(
        `${bad ? 'no rule fires' : 'a rule fires'} on ${file}:\n${code}\n`,
      );
    }
  }
  process.stdout.write(
    `${SAMPLES.length - wrong} of ${SAMPLES.length} samples as expected\n`,
  );
  process.exitCode = wrong ? 1 : 0;
}

main();
