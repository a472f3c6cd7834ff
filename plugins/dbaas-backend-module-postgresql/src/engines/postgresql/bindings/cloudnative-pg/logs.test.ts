import { specOf } from '../../../../__testUtils__/shapes';
import { logs, readLine } from './logs';

describe('a line of a pod of CloudNativePG', () => {
  it('is a message of the server, with what explains it', () => {
    const line = JSON.stringify({
      level: 'info',
      ts: '2026-11-21T23:00:01.300Z',
      logger: 'postgres',
      msg: 'record',
      logging_pod: 'orders-i1-1',
      record: {
        log_time: '2026-11-21 23:00:01.234 UTC',
        user_name: 'shop',
        database_name: 'app',
        process_id: '77',
        error_severity: 'ERROR',
        message: 'relation "x" does not exist',
        hint: 'Look again',
        statement: 'select * from x',
        query_id: '0',
      },
    });
    expect(readLine(line)).toEqual({
      text: 'shop@app ERROR:  relation "x" does not exist | HINT:  Look again | STATEMENT:  select * from x',
      time: '2026-11-21T23:00:01.234Z',
      level: 'error',
    });
  });

  it('is a message of the helper in the pod', () => {
    expect(
      readLine(
        '{"level":"error","ts":"2026-11-21T23:00:01.3Z","logger":"instance-manager","msg":"cannot start","error":"no space"}',
      ),
    ).toEqual({
      text: '[instance-manager] cannot start: no space',
      time: '2026-11-21T23:00:01.3Z',
      level: 'error',
    });
  });

  it.each([
    'panic: runtime error',
    '{"level":"info","msg":"cut of',
    '{"record":{"message":"without severity"}}',
    '[1]',
    '{}',
  ])('stays as it is where it is neither: %s', line => {
    expect(readLine(line)).toEqual({ text: line });
  });

  it('is looked for in the pod of the member', () => {
    expect(logs.source?.(specOf(), [], 'orders-i1-2')).toEqual({
      pod: 'orders-i1-2',
      container: 'postgres',
    });
  });
});
