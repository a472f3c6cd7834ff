import { ExtensionFactoryMiddleware } from '@backstage/frontend-plugin-api';
import { renamed } from './titles';

/** Gives pages and tabs this portal's names; what somebody's app-config says stands. */
export const renamedTitles: ExtensionFactoryMiddleware = (
  originalFactory,
  { node, config },
) => {
  const title = renamed[node.spec.id];
  return title
    ? originalFactory({ config: { ...config, title: config?.title ?? title } })
    : originalFactory();
};
