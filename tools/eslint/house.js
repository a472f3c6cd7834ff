'use strict';

const path = require('node:path');
const createPackageConfig = require('@backstage/cli/config/eslint-factory');

/**
 * ESLint for every package: Backstage's own configuration and the rules of the
 * house. A package's `.eslintrc.js` is one line that calls this.
 */

const ENGINES =
  'postgresql|mysql|mariadb|redis|mongodb|tidb|clickhouse|kafka|elasticsearch|rabbitmq|sqlserver|oracle|opengauss|dm8|kwdb|klustron';
const ENGINE = `Literal[value=/^(${ENGINES})$/]`;

// In these selectors a dot stands for the slash, which they cannot hold.
const FRONTEND_ROLES = [
  'frontend',
  'frontend-plugin',
  'frontend-plugin-module',
  'web-library',
];

/** @param {string} pattern @param {string} message every form of import whose module fits the pattern */
const noImport = (pattern, message) =>
  [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
  ].map(kind => ({
    selector: `${kind}[source.value=/${pattern}/]`,
    message,
  }));

/** An engine is told apart by data and by its own folder, nowhere else. */
const noEngineNames = [
  `BinaryExpression[operator=/^[!=]==?$/] > ${ENGINE}`,
  `SwitchCase > ${ENGINE}`,
  `CallExpression[callee.property.name=/^(includes|indexOf)$/] > MemberExpression > ArrayExpression > ${ENGINE}`,
].map(selector => ({
  selector,
  message:
    "An engine's name is compared nowhere outside its own engines/<engine> folder: let the descriptor or a facet say what differs.",
}));

/** Which of our packages a package may import. @param {string} folder @param {string} role */
function ourImports(folder, role) {
  // What puts a portal together may import everything.
  if (role === 'frontend' || role === 'backend') return [];
  if (role === 'common-library')
    return noImport(
      '^@dbaas-portal.',
      'The common package imports none of ours.',
    );
  if (FRONTEND_ROLES.includes(role)) {
    return [
      ...noImport(
        '^@dbaas-portal.plugin-(?!dbaas-(common|react)(.|$))',
        'Frontends import dbaas-common and dbaas-react of ours, nothing else.',
      ),
      ...noImport(
        '^@backstage.(backend-|plugin-.*-(node|backend)(.|$))',
        'Frontends never import node packages.',
      ),
    ];
  }
  if (role === 'node-library')
    return noImport(
      '^@dbaas-portal.plugin-(?!dbaas-common(.|$))',
      'The contracts import dbaas-common of ours, nothing else.',
    );
  return noImport(
    '^@dbaas-portal.plugin-(?!dbaas-(common|node)(.|$))',
    'Backend packages import dbaas-common and dbaas-node of ours, never the core and never each other: use what a third party can use.',
  );
}

/** `router → Authorized → Default → store`, one way. */
const oneWay = {
  router: noImport(
    '(Default|Database)[A-Z][A-Za-z]*$',
    'A router talks to the interface of a service; plugin.ts decides which one.',
  ),
  store: noImport(
    '((Default|Authorized)[A-Z][A-Za-z]*|(^|.)router)$',
    'A store knows no service and no router.',
  ),
  service: noImport(
    '(Authorized[A-Z][A-Za-z]*|(^|.)router)$',
    'A service knows neither its guard nor its router.',
  ),
};

/** What Backstage's configuration restricts for the role; an override would lose it. @param {string} role */
function inherited(role) {
  if (FRONTEND_ROLES.includes(role)) {
    return [
      {
        selector:
          "ImportDeclaration[source.value='react'][specifiers.0.type='ImportDefaultSpecifier']",
        message: 'Import what you use from react, not its default export.',
      },
    ];
  }
  return [
    {
      selector: 'Identifier[name="__dirname"]',
      message:
        '`__dirname` is another folder in production builds: use `resolvePackagePath()`.',
    },
  ];
}

const TESTS = [
  '**/*.test.*',
  '**/__testUtils__/**',
  '**/__fixtures__/**',
  '**/testUtils/**',
];
const GENERATED = '**/generated/**';

/** @param {string} directory of the package @param {object} [extra] as for Backstage's factory */
module.exports = function house(directory, extra = {}) {
  const folder = path
    .relative(path.resolve(__dirname, '../..'), directory)
    .split(path.sep)
    .join('/');
  const { role } = require(path.join(directory, 'package.json')).backstage;
  const always = [...inherited(role), ...ourImports(folder, role)];
  /** @param {string[]} files @param {object[]} selectors */
  const restrict = (
    files,
    selectors,
    excludedFiles = [...TESTS, GENERATED],
  ) => ({
    files,
    excludedFiles,
    rules: { 'no-restricted-syntax': ['error', ...selectors] },
  });
  const core = folder === 'plugins/dbaas-backend';
  return createPackageConfig(directory, {
    ...extra,
    overrides: [
      ...(extra.overrides ?? []),
      {
        files: ['src/**/*.ts', 'src/**/*.tsx'],
        excludedFiles: [GENERATED],
        rules: {
          '@typescript-eslint/no-explicit-any': 'error',
          'max-lines': ['error', { max: 300 }],
        },
      },
      restrict(['src/**/*.ts', 'src/**/*.tsx'], [...always, ...noEngineNames]),
      ...(core
        ? [
            restrict(
              ['src/**/router.ts'],
              [...always, ...noEngineNames, ...oneWay.router],
              [...TESTS, GENERATED, 'src/router.ts'],
            ),
            restrict(
              ['src/**/Database*.ts'],
              [...always, ...noEngineNames, ...oneWay.store],
            ),
            restrict(
              ['src/**/Default*.ts'],
              [...always, ...noEngineNames, ...oneWay.service],
            ),
          ]
        : []),
      restrict(
        ['src/**/engines/**', 'src/**/dialect/**', 'src/**/fixtures/**'],
        always,
      ),
    ],
  });
};
