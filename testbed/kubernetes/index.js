// @ts-check
'use strict';

const { startCluster } = require('./cluster');
const { obstacle } = require('./obstacles');
const { definitionsOf } = require('./operators/modules');
const {
  cloudNativePgObstacle,
  installCloudNativePg,
} = require('./operators/cloudnativePg');
const {
  installMariadbOperator,
  mariadbOperatorObstacle,
} = require('./operators/mariadbOperator');
const { STORAGE_CLASS } = require('./storage');

/** @type {typeof import('./index')} */
module.exports = {
  startCluster,
  obstacle,
  definitionsOf,
  cloudNativePgObstacle,
  installCloudNativePg,
  mariadbOperatorObstacle,
  installMariadbOperator,
  STORAGE_CLASS,
};
