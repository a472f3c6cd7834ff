import { readLine } from './logs';

describe('a line of Redis', () => {
  it.each([
    ['77:M 21 Nov 2026 23:00:01.234 * Ready to accept connections tcp', 'info'],
    ['77:S 21 Nov 2026 23:00:01.234 # Connection with master lost.', 'warning'],
    ['77:C 21 Nov 2026 23:00:01.234 . 0 clients connected', 'debug'],
    ['=== REDIS BUG REPORT START ===', undefined],
  ])('%s', (line, level) => {
    expect(readLine(line)).toEqual({ text: line, ...(level ? { level } : {}) });
  });
});
