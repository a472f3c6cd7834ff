module.exports = require('../../tools/eslint/house')(__dirname);
