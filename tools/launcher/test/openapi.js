// @ts-check
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { root } = require('../places');

const SCHEMA = path.join(root, 'plugins/dbaas-backend/src/schema');
const GENERATE =
  'run "yarn workspace @dbaas-portal/plugin-dbaas-backend generate" (it needs Java) and commit what it writes';

/**
 * Whether the generated server was made from the contract as it is now: the
 * generator keeps the contract in what it writes. No Java is needed for that.
 * @returns {string | undefined} what is wrong
 */
function openapiDrift() {
  const { parse } = require(path.join(root, 'node_modules', 'yaml'));
  const contract = parse(
    fs.readFileSync(path.join(SCHEMA, 'openapi.yaml'), 'utf8'),
  );
  const router = fs.readFileSync(
    path.join(SCHEMA, 'openapi/generated/router.ts'),
    'utf8',
  );
  const literal = /export const spec = (\{[\s\S]*?\n\}) as const;/.exec(
    router,
  )?.[1];
  if (!literal) return `the generated router holds no contract: ${GENERATE}`;
  const generated = vm.runInNewContext(`(${literal})`);
  try {
    assert.deepStrictEqual(
      JSON.parse(JSON.stringify(generated)),
      JSON.parse(JSON.stringify(contract)),
    );
    return undefined;
  } catch (error) {
    return `the contract changed after the code was generated: ${GENERATE}\n${
      error instanceof Error ? error.message.slice(0, 2000) : error
    }`;
  }
}

module.exports = { openapiDrift };
