import { readLine } from './logs';

describe('a line of PostgreSQL', () => {
  it.each([
    [
      '2026-11-21 23:00:01.234 UTC [77] LOG:  database system is ready to accept connections',
      {
        text: '[77] LOG:  database system is ready to accept connections',
        time: '2026-11-21T23:00:01.234Z',
        level: 'info',
      },
    ],
    [
      '2026-11-21 23:00:01.234 UTC [78] shop@app dbaas user:default/mia ERROR:  relation "x" does not exist',
      {
        text: '[78] shop@app dbaas user:default/mia ERROR:  relation "x" does not exist',
        time: '2026-11-21T23:00:01.234Z',
        level: 'error',
      },
    ],
    [
      '2026-11-21 23:00:01.234 UTC [78] shop@app psql STATEMENT:  select FATAL:  x',
      {
        text: '[78] shop@app psql STATEMENT:  select FATAL:  x',
        time: '2026-11-21T23:00:01.234Z',
      },
    ],
    ['\tfrom t', { text: '\tfrom t' }],
    ['sh: 1: not found', { text: 'sh: 1: not found' }],
  ])('%s', (line, read) => {
    expect(readLine(line)).toEqual(read);
  });
});
