import { Duplex } from 'node:stream';
import { TerminalEnd, TerminalOptions, TerminalSession } from '../contracts';
import { FakeTerminal, FakeWorld } from './FakeWorld';

const EXIT = /^exit (\d+)\r$/;

/**
 * A terminal that says back what is typed, and ends with the code of a line
 * `exit 7` that is typed at once.
 */
export function fakeTerminal(
  world: FakeWorld,
  uid: string,
  { resource, command, columns, rows, signal }: TerminalOptions,
): TerminalSession {
  const seen: FakeTerminal = {
    uid,
    resource,
    command,
    sizes: [`${columns}x${rows}`],
    isOpen: true,
  };
  world.terminals.push(seen);
  let finish: (end: TerminalEnd) => void = () => {};
  const ended = new Promise<TerminalEnd>(resolve => {
    finish = resolve;
  });
  let resume = () => {};
  const stream: Duplex = new Duplex({
    read: () => resume(),
    write(chunk: Buffer, _encoding, done) {
      const exit = EXIT.exec(chunk.toString());
      if (exit) {
        stream.push(null);
        stream.end();
        finish({ exitCode: Number(exit[1]) });
        done();
      } else if (stream.push(chunk)) {
        done();
      } else {
        resume = () => {
          resume = () => {};
          done();
        };
      }
    },
    destroy(error, done) {
      seen.isOpen = false;
      finish({
        reason: { code: 'closed', text: { en: 'Closed', zh: '已关闭' } },
      });
      done(error);
    },
  });
  signal.addEventListener('abort', () => stream.destroy(), { once: true });
  return {
    stream,
    ended,
    resize: size => {
      seen.sizes.push(`${size.columns}x${size.rows}`);
    },
  };
}
