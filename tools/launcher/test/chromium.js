// @ts-check
'use strict';

const { which } = require('../techdocs');

/** The browser of this machine. */
function chromium() {
  const own = process.env.PORTAL_CHROMIUM;
  if (own) return own;
  return [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]
    .map(name => which(name))
    .find(Boolean);
}

module.exports = { chromium };
