import fs from 'node:fs/promises';
import net from 'node:net';

/**
 * Tells on which ports of loopback somebody listens. On Linux the kernel is
 * asked: connecting would show up in the servers' logs as broken clients.
 */
export async function listeningPorts(ports: number[]): Promise<Set<number>> {
  return (await fromKernel()) ?? byConnecting(ports);
}

async function fromKernel(): Promise<Set<number> | undefined> {
  const found = new Set<number>();
  try {
    for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
      const text = await fs.readFile(file, 'utf8').catch(error => {
        if (file.endsWith('6')) {
          return ''; // IPv6 is switched off.
        }
        throw error;
      });
      for (const [, port] of text.matchAll(
        /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:0000 0A /gm,
      )) {
        found.add(parseInt(port, 16));
      }
    }
  } catch {
    return undefined; // Not Linux.
  }
  return found;
}

async function byConnecting(ports: number[]): Promise<Set<number>> {
  const found = new Set<number>();
  await Promise.all(
    ports.map(async port => {
      if (await takesConnections(port)) {
        found.add(port);
      }
    }),
  );
  return found;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect({ host: '127.0.0.1', port, timeout: 1000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}
