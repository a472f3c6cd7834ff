import { X509Certificate } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import tls from 'node:tls';
import {
  apply,
  eventually,
  makeBench,
  memberOf,
  Running,
  serverMember,
  step,
} from '../__testUtils__/bench';
import { Authority, isSound } from './Authority';
import { makeAuthority, makeServerPair } from './x509';

/** Answers over TLS with what the platform made: PORT FOLDER. */
const TLS_SERVER = `
const fs = require('node:fs');
const [port, folder] = process.argv.slice(1);
const read = name => fs.readFileSync(folder + '/' + name);
require('node:tls').createServer(
  { key: read('server.key'), cert: read('server.crt'), ca: read('ca.crt') },
  socket => socket.end('hello'),
).listen(Number(port), '127.0.0.1');
`;

describe('certificates', () => {
  const bench = makeBench();
  let at: Running;

  beforeEach(async () => {
    at = await bench.start();
    await bench.putRecord(at.platform);
  });

  const secure = (names: string[] = [], running = true) =>
    serverMember('m1', {
      args: ['-e', TLS_SERVER, '${port:main}', '${dir}/tls'],
      certificate: { names },
      running,
    });
  const file = (name: string) =>
    path.join(at.root, 'instances', bench.uid, 'm1', 'tls', name);
  const read = (name: string) => fs.readFile(file(name), 'utf8');
  const fingerprint = async () =>
    new X509Certificate(await read('server.crt')).fingerprint256;
  const authorityFile = () => path.join(at.root, 'authority/authority.json');

  async function greet(host: string, ca: string): Promise<string> {
    const { ports } = await eventually(async () => {
      const seen = await memberOf(at.platform, bench.uid, 'm1');
      expect(seen.listening).toBe(true);
      return seen;
    });
    return new Promise((resolve, reject) => {
      let text = '';
      tls
        .connect({ host: '127.0.0.1', port: ports.main, servername: host, ca })
        .on('data', chunk => {
          text += chunk;
        })
        .on('end', () => resolve(text))
        .on('error', reject);
    });
  }

  it('stand when the server starts, and clients can check them', async () => {
    await at.execute(apply([secure(['orders.example'])]));
    const ca = await read('ca.crt');
    expect(await greet('localhost', ca)).toBe('hello');
    expect(await greet('orders.example', ca)).toBe('hello');
    await expect(greet('other.example', ca)).rejects.toThrow(/altnames/);
    const stranger = await makeAuthority('Another', 900);
    await expect(greet('localhost', stranger.certificate)).rejects.toThrow();
    const { subjectAltName } = new X509Certificate(await read('server.crt'));
    expect(subjectAltName).toContain('IP Address:127.0.0.1');
    for (const secret of [file('server.key'), authorityFile()]) {
      // eslint-disable-next-line no-bitwise
      expect((await fs.stat(secret)).mode & 0o777).toBe(0o600);
    }
    // eslint-disable-next-line no-bitwise
    expect((await fs.stat(path.dirname(authorityFile()))).mode & 0o077).toBe(0);
  });

  it('stay as they are until names change, and go when nobody wants them', async () => {
    await at.execute(apply([secure()]));
    const first = await fingerprint();
    const ca = await read('ca.crt');
    await at.execute(apply([secure()]));
    await at.execute(step('restart', { members: ['m1'] }));
    expect(await fingerprint()).toBe(first);
    await at.execute(apply([secure(['new.example'], false)]));
    expect(await fingerprint()).not.toBe(first);
    expect(await read('ca.crt')).toBe(ca);
    await at.execute(apply([serverMember('m1')]));
    expect(await bench.filesIn(path.dirname(file('ca.crt')))).toEqual([]);
  });

  it('are renewed when they are damaged, near their end or of another authority', async () => {
    await at.execute(apply([secure([], false)]));
    const authority: { certificate: string; key: string } = JSON.parse(
      await fs.readFile(authorityFile(), 'utf8'),
    );
    const hosts = ['localhost', '127.0.0.1'];
    const renewed = async (change: () => Promise<void>) => {
      await change();
      const before = await read('server.crt');
      await at.execute(apply([secure([], false)]));
      const [certificate, key] = [
        await read('server.crt'),
        await read('server.key'),
      ];
      expect(certificate).not.toBe(before);
      expect(isSound({ certificate, key })).toBe(true);
    };
    await renewed(() => fs.writeFile(file('server.crt'), 'damaged'));
    await renewed(async () => {
      const old = await makeServerPair(authority, {
        name: 'm1',
        hosts,
        days: 20,
      });
      await fs.writeFile(file('server.key'), old.key);
      await fs.writeFile(file('server.crt'), old.certificate);
    });
    await renewed(async () => {
      const alien = await makeAuthority('Another', 900);
      const pair = await makeServerPair(alien, {
        name: 'm1',
        hosts,
        days: 800,
      });
      await fs.writeFile(file('server.key'), pair.key);
      await fs.writeFile(file('server.crt'), pair.certificate);
    });
  });

  it('refuse names that are none', async () => {
    await expect(at.execute(apply([secure(['a b'])]))).rejects.toThrow(
      /Not a valid input/,
    );
  });

  it('come from one authority, however many ask for it at once', async () => {
    const where = path.join(at.root, 'authority/second.json');
    const authority = new Authority(where, 'here');
    const made = await Promise.all(
      [1, 2, 3].map(() => authority.certificate()),
    );
    expect(new Set(made).size).toBe(1);
    expect(await new Authority(where, 'here').certificate()).toBe(made[0]);
  });
});
