import { describeLife } from '../../__testUtils__/describeLife';
import { mariadbProcesses } from './processes';

jest.setTimeout(600_000);

describeLife(mariadbProcesses, { from: 24000, to: 24049 });
