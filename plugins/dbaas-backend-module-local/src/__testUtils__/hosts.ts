import { ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { Step } from '@dbaas-portal/plugin-dbaas-node';

export type Host = {
  child: ChildProcess;
  call(action: string, input?: Step): Promise<unknown>;
  end(signal: NodeJS.Signals): Promise<void>;
};

/** Starts backends as processes of their own; ends what a test left. */
export function makeHosts() {
  const hosts: Host[] = [];
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map(host => host.end('SIGKILL')));
  });
  return async (options: {
    root: string;
    uid: string;
    reload?: boolean;
  }): Promise<Host> => {
    const child = fork(
      path.join(__dirname, 'host.ts'),
      [JSON.stringify(options)],
      {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
        env: {
          ...process.env,
          NODE_ENV: 'development',
          BACKSTAGE_CLI_CHANNEL: '1',
        },
        serialization: 'advanced',
      },
    );
    const waiting = new Map<number, (message: Message) => void>();
    const rejects = new Set<(error: Error) => void>();
    let last = 0;
    const answer = (id: number) =>
      new Promise<unknown>((resolve, reject) => {
        waiting.set(id, ({ output, error }) =>
          error ? reject(new Error(error)) : resolve(output),
        );
        rejects.add(reject);
      });
    child.once('exit', () =>
      rejects.forEach(reject => reject(new Error('The host has ended'))),
    );
    child.on('message', (message: Message) => {
      if ('id' in message) {
        waiting.get(message.id)?.(message);
      }
    });
    const host: Host = {
      child,
      call(action, input) {
        last += 1;
        child.send({ id: last, action, input });
        return answer(last);
      },
      async end(signal) {
        if (child.exitCode === null && child.signalCode === null) {
          const ended = new Promise(resolve => child.once('exit', resolve));
          child.kill(signal);
          await ended;
        }
      },
    };
    hosts.push(host);
    await answer(0);
    return host;
  };
}

type Message = { id: number; output?: unknown; error?: string };
