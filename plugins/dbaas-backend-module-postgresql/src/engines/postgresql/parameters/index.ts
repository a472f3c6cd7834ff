import { ParameterDescriptor } from '@dbaas-portal/plugin-dbaas-common';
import { SERVER_PARAMETERS } from './server';
import { SESSION_PARAMETERS } from './sessions';

/**
 * What users may set. Parameters that run commands or load code
 * (`archive_command`, `ssl_passphrase_command`, `session_preload_libraries`,
 * `local_preload_libraries` …), that open doors (`listen_addresses`,
 * `hba_file` …) or that lose data (`fsync`, `full_page_writes`) are not here
 * and can thus not be set.
 */
export const PARAMETERS: ParameterDescriptor[] = [
  ...SERVER_PARAMETERS,
  ...SESSION_PARAMETERS,
];
