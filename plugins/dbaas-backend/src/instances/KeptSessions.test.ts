import { Session } from '@dbaas-portal/plugin-dbaas-node';
import { KeptSessions } from './KeptSessions';

describe('KeptSessions', () => {
  let opened: Array<{ closed: boolean }>;
  const open = async () => {
    const made = { closed: false };
    opened.push(made);
    return {
      serverProcess: String(opened.length),
      close: async () => {
        made.closed = true;
      },
    } as unknown as Session;
  };
  const who = async (session: Session) => session.serverProcess;

  beforeEach(() => {
    opened = [];
  });

  it('asks through the same connection again, until it is closed', async () => {
    const sessions = new KeptSessions();
    expect(await sessions.ask('a', open, who)).toBe('1');
    expect(await sessions.ask('a', open, who)).toBe('1');
    expect(await sessions.ask('b', open, who)).toBe('2');
    sessions.close();
    expect(opened).toEqual([{ closed: true }, { closed: true }]);
  });

  it('asks the server itself where a kept connection fails', async () => {
    const sessions = new KeptSessions();
    await sessions.ask('a', open, who);
    const onlyTheSecond = async (session: Session) => {
      if (session.serverProcess === '1') {
        throw new Error('The connection has ended');
      }
      return session.serverProcess;
    };
    expect(await sessions.ask('a', open, onlyTheSecond)).toBe('2');
    expect(opened).toEqual([{ closed: true }, { closed: false }]);
    sessions.close();
  });

  it('keeps none through which nothing came, and tells why', async () => {
    const sessions = new KeptSessions();
    const fail = async () => {
      throw new Error('It does not answer');
    };
    await expect(sessions.ask('a', open, fail)).rejects.toThrow(
      'It does not answer',
    );
    expect(opened).toEqual([{ closed: true }]);
  });

  it('never lets two ask through one connection at once', async () => {
    const sessions = new KeptSessions();
    await sessions.ask('a', open, who);
    const both = await Promise.all([
      sessions.ask('a', open, who),
      sessions.ask('a', open, who),
    ]);
    expect(both.sort()).toEqual(['1', '2']);
    sessions.close();
    expect(opened.every(({ closed }) => closed)).toBe(true);
  });

  it('ends what is answered only after the end', async () => {
    const sessions = new KeptSessions();
    let answer = (_: string) => {};
    const late = sessions.ask(
      'a',
      open,
      () => new Promise<string>(resolve => (answer = resolve)),
    );
    await new Promise(resolve => setImmediate(resolve));
    sessions.close();
    answer('late');
    expect(await late).toBe('late');
    expect(opened).toEqual([{ closed: true }]);
  });
});
