import { readLine } from './logs';

describe('a line of MariaDB', () => {
  it.each([
    [
      '2026-11-21 23:00:01 0 [Note] InnoDB: Buffer pool(s) load completed',
      'info',
    ],
    ['2026-11-21  9:00:01 5 [Warning] Access denied for user', 'warning'],
    ['2026-11-21 23:00:01 0 [ERROR] Aborting', 'error'],
    ['Version: 11.8.3 [Note] said in the middle', undefined],
  ])('%s', (line, level) => {
    expect(readLine(line)).toEqual({ text: line, ...(level ? { level } : {}) });
  });
});
