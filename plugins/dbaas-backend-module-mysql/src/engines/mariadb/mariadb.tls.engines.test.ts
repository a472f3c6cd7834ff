import { describeTls } from '../../__testUtils__/describeTls';
import { mariadbProcesses } from './processes';

jest.setTimeout(600_000);

describeTls(
  mariadbProcesses,
  { from: 24250, to: 24269 },
  { topology: 'replication', members: 2 },
);
