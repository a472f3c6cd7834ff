// @ts-check
'use strict';

const path = require('node:path');

/** For the test bed's own tests, which no package holds; the launcher's parts use it. */
module.exports = {
  rootDir: __dirname,
  testMatch: ['**/*.kubernetes.test.js', '**/*.pods.test.js'],
  testEnvironment: 'node',
  // One cluster at a time: each has an API server of its own.
  maxWorkers: 1,
  // Against hanging only.
  testTimeout: 600_000,
  transform: {
    '\\.ts$': [
      path.join(
        __dirname,
        '../../node_modules/@backstage/cli-module-test-jest/config/jestSwcTransform.js',
      ),
      {
        module: { type: 'commonjs' },
        jsc: { parser: { syntax: 'typescript' } },
      },
    ],
  },
};
