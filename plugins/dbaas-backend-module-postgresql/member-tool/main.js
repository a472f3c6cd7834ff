'use strict';

/**
 * What a member needs at its side that PostgreSQL's three smallest programs
 * (initdb, pg_ctl, postgres) do not have. The local platform writes these
 * files beside the member's data and runs them with Node.js as the server's
 * own user, so they use nothing but Node.js itself.
 */
const { baseBackup } = require('./base-backup');
const { verifyHandover } = require('./handover');

const COMMANDS = {
  'base-backup': baseBackup,
  'verify-handover': verifyHandover,
};

/** Arguments are pairs: --name value. */
function parse(args) {
  const options = {};
  for (let i = 0; i + 1 < args.length; i += 2) {
    options[args[i].replace(/^--/, '')] = args[i + 1];
  }
  return options;
}

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  process.stderr.write(`Unknown command; known: ${Object.keys(COMMANDS)}\n`);
  process.exit(2);
}
command(parse(args)).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${name}: ${error.message || error}\n`);
    process.exit(1);
  },
);
