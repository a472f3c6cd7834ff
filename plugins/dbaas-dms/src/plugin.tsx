import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ANNOTATION_INSTANCE_UID } from '@dbaas-portal/plugin-dbaas-common';
import { RiTerminalBoxLine } from '@remixicon/react';

const consoleContent = EntityContentBlueprint.make({
  name: 'console',
  params: {
    path: '/console',
    title: 'Console',
    icon: <RiTerminalBoxLine />,
    filter: {
      [`metadata.annotations.${ANNOTATION_INSTANCE_UID}`]: { $exists: true },
    },
    loader: () => import('./console/ConsoleTab').then(m => <m.ConsoleTab />),
  },
});

/**
 * The Console tab of databases.
 *
 * @public
 */
export const dbaasDmsPlugin = createFrontendPlugin({
  pluginId: 'dbaas-dms',
  title: 'Database console',
  icon: <RiTerminalBoxLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [consoleContent],
});
