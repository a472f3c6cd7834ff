/**
 * A server for tests, given to `node -e`: NAME PORT SECRET-FILE DATA-FOLDER.
 * It answers each connection with what it knows and ends it; `HOLD` keeps
 * connections open.
 */
export const SERVER = `
const fs = require('node:fs');
const net = require('node:net');
const [name, port, secretFile, data] = process.argv.slice(1);
const count = data + '/starts';
const starts = Number(fs.existsSync(count) ? fs.readFileSync(count, 'utf8') : 0) + 1;
fs.writeFileSync(count, String(starts));
const secret = fs.readFileSync(secretFile, 'utf8');
if (process.env.SAY) console.log(process.env.SAY + secret);
if (process.env.DIE_AFTER) setTimeout(() => process.exit(3), Number(process.env.DIE_AFTER));
if (process.env.DEAF) process.on('SIGTERM', () => {});
net.createServer(socket => {
  socket.on('error', () => {});
  const text = JSON.stringify({ name, pid: process.pid, uid: process.getuid(), secret, starts });
  if (process.env.HOLD) socket.write(text);
  else socket.end(text);
}).listen(Number(port), '127.0.0.1');
`;
