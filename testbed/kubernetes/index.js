// @ts-check
'use strict';

const { startCluster } = require('./cluster');
const { obstacle } = require('./obstacles');
const { definitionsOf, hasOperatorFiles } = require('./operators/modules');
const { installCloudNativePg } = require('./operators/cloudnativePg');
const { hasPostgresqlImage } = require('./operators/postgresqlImage');
const { STORAGE_CLASS } = require('./storage');

/** @type {typeof import('./index')} */
module.exports = {
  startCluster,
  obstacle,
  definitionsOf,
  hasOperatorFiles,
  hasPostgresqlImage,
  installCloudNativePg,
  STORAGE_CLASS,
};
