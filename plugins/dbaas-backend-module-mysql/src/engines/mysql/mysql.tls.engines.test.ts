import { describeTls } from '../../__testUtils__/describeTls';
import { onlyWith } from '../../__testUtils__/onlyWith';
import { mysqlProcesses } from './processes';

jest.setTimeout(900_000);

onlyWith(mysqlProcesses, () => {
  describeTls(
    mysqlProcesses,
    { from: 24270, to: 24284 },
    { topology: 'replication', members: 2 },
  );
  describeTls(
    mysqlProcesses,
    { from: 24285, to: 24299 },
    { topology: 'group-replication', members: 3 },
  );
});
