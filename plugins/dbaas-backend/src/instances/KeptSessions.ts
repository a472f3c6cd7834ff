import { Session } from '@dbaas-portal/plugin-dbaas-node';

/**
 * Connections to servers that are asked again and again for a while, as during
 * an operation: signing in costs more than asking.
 */
export class KeptSessions {
  private readonly sessions = new Map<string, Session>();
  private isClosed = false;

  async ask<T>(
    key: string,
    open: () => Promise<Session>,
    question: (session: Session) => Promise<T>,
  ): Promise<T> {
    const kept = this.sessions.get(key);
    this.sessions.delete(key); // Nobody else asks through it meanwhile.
    if (kept) {
      try {
        return await this.through(key, kept, question);
      } catch {
        // Perhaps only the connection ended: the server itself is asked below.
      }
    }
    return this.through(key, await open(), question);
  }

  /** Ends them: a server that shall stop may wait for its sessions to end. */
  drop(): void {
    this.sessions.forEach(end);
    this.sessions.clear();
  }

  close(): void {
    this.isClosed = true;
    this.drop();
  }

  private async through<T>(
    key: string,
    session: Session,
    question: (session: Session) => Promise<T>,
  ): Promise<T> {
    try {
      const answer = await question(session);
      if (!this.isClosed && !this.sessions.has(key)) {
        this.sessions.set(key, session);
      }
      return answer;
    } finally {
      if (this.sessions.get(key) !== session) {
        end(session);
      }
    }
  }
}

/** How it ends changes nothing: the answer is there. */
function end(session: Session): void {
  session.close().catch(() => {});
}
