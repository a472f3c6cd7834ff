/**
 * Whether an end of this process may be a reload: Backstage's runner for
 * development ends the backend with SIGTERM and starts it again when a file
 * changes. It does the same when it is ended itself, which only shows later;
 * Ctrl-C reaches the backend too and is no reload.
 */
export function watchForReload(
  host: Pick<NodeJS.Process, 'env' | 'once'> & {
    connected?: boolean;
  } = process,
): () => 'end' | 'leave' {
  let interrupted = false;
  host.once('SIGINT', () => {
    interrupted = true;
  });
  return () =>
    host.env.BACKSTAGE_CLI_CHANNEL === '1' && host.connected && !interrupted
      ? 'leave'
      : 'end';
}
