import { Connection } from 'pg';
import Cursor from 'pg-cursor';

/**
 * A cursor that survives COPY. `pg` hands copy messages to whatever runs, and
 * would bring the process down where there is no such handler. COPY between
 * server and client has no place in a result of rows: it is ended and told.
 */
export class QueryCursor extends Cursor<Array<string | null>> {
  copied = false;

  handleCopyInResponse(
    connection: Connection & { sendCopyFail(message: string): void },
  ): void {
    this.copied = true;
    connection.sendCopyFail('COPY from the client is not supported here');
  }

  handleCopyData(): void {
    this.copied = true;
  }
}
