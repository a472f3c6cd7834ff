import { describeLife } from '../../__testUtils__/describeLife';
import { describeReplication } from '../../__testUtils__/describeReplication';
import { onlyWith } from '../../__testUtils__/onlyWith';
import { mysqlProcesses } from './processes';

jest.setTimeout(600_000);

onlyWith(mysqlProcesses, () => {
  describeLife(mysqlProcesses, { from: 24100, to: 24149 });
  describeReplication(mysqlProcesses, { from: 24150, to: 24199 });
});
