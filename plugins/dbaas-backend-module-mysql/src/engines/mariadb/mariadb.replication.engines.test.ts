import { describeReplication } from '../../__testUtils__/describeReplication';
import { mariadbProcesses } from './processes';

jest.setTimeout(600_000);

describeReplication(mariadbProcesses, { from: 24050, to: 24099 });
