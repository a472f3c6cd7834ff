import { createBackendModule } from '@backstage/backend-plugin-api';
import { dbaasEnginesExtensionPoint } from '@dbaas-portal/plugin-dbaas-node';
import { mariadbOperatorBinding } from './engines/mariadb/bindings/mariadb-operator';
import { mariadbFlavour } from './engines/mariadb/flavour';
import { mariadbProcesses } from './engines/mariadb/processes';
import { mysqlFlavour } from './engines/mysql/flavour';
import { mysqlProcesses } from './engines/mysql/processes';
import { ProcessesBinding } from './processes/ProcessesBinding';
import { MysqlDriver } from './protocol/MysqlDriver';

/**
 * Adds the engines MariaDB and MySQL with the driver of their family and their
 * bindings to the local platform, MariaDB also with that to clusters under
 * mariadb-operator.
 *
 * @public
 */
export const dbaasModuleMysql = createBackendModule({
  pluginId: 'dbaas',
  moduleId: 'mysql',
  register(reg) {
    reg.registerInit({
      deps: { engines: dbaasEnginesExtensionPoint },
      async init({ engines }) {
        engines.addDriver(new MysqlDriver([mariadbFlavour, mysqlFlavour]));
        for (const kind of [mariadbProcesses, mysqlProcesses]) {
          engines.addEngine(kind.descriptor);
          engines.addBinding(new ProcessesBinding(kind));
        }
        engines.addBinding(mariadbOperatorBinding);
      },
    });
  },
});
