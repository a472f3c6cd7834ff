import { LogLevel } from '@dbaas-portal/plugin-dbaas-common';

/** What PostgreSQL calls the severity of a message; none of what explains one. */
export function levelOfSeverity(severity: string): LogLevel | undefined {
  switch (severity) {
    case 'PANIC':
    case 'FATAL':
    case 'ERROR':
      return 'error';
    case 'WARNING':
      return 'warning';
    case 'NOTICE':
    case 'INFO':
    case 'LOG':
      return 'info';
    default:
      return severity.startsWith('DEBUG') ? 'debug' : undefined;
  }
}
