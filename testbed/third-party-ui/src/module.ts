import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { EngineUiBlueprint } from '@dbaas-portal/plugin-dbaas-react';

/** Everything that this package adds to the pages; nothing of the portal knows it. */
export const thirdPartyUi = createFrontendModule({
  pluginId: 'dbaas',
  extensions: [
    EngineUiBlueprint.make({
      name: 'paperdb',
      params: {
        engine: 'paperdb',
        loader: () => import('./paperdbUi').then(m => m.paperdbUi),
      },
    }),
  ],
});
