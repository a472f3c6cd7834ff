import { describeGroup } from '../../__testUtils__/describeGroup';
import { onlyWith } from '../../__testUtils__/onlyWith';
import { mysqlProcesses } from './processes';

jest.setTimeout(900_000);

onlyWith(mysqlProcesses, () => {
  describeGroup(mysqlProcesses, { from: 24200, to: 24249 });
});
