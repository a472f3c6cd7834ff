import { readLine } from './logs';

describe('a line of MySQL', () => {
  it.each([
    [
      '2026-11-21T23:00:01.123456Z 0 [System] [MY-010931] [Server] mysqld: ready for connections.',
      {
        text: '0 [System] [MY-010931] [Server] mysqld: ready for connections.',
        time: '2026-11-21T23:00:01.123456Z',
        level: 'info',
      },
    ],
    [
      '2026-11-21T23:00:01.123456Z 8 [ERROR] [MY-013129] [Server] A message',
      {
        text: '8 [ERROR] [MY-013129] [Server] A message',
        time: '2026-11-21T23:00:01.123456Z',
        level: 'error',
      },
    ],
    ['Some text', { text: 'Some text' }],
  ])('%s', (line, read) => {
    expect(readLine(line)).toEqual(read);
  });
});
