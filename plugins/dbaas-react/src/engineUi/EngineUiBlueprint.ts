import {
  createExtensionBlueprint,
  createExtensionDataRef,
} from '@backstage/frontend-plugin-api';
import { EngineUi, EngineUiLoader } from './EngineUi';

const engineUiDataRef = createExtensionDataRef<EngineUiLoader>().with({
  id: 'dbaas.engine-ui',
});

/**
 * Brings connect snippets, parameter widgets or a console for an engine, from
 * a package of one's own.
 *
 * @example
 * ```tsx
 * export default createFrontendModule({
 *   pluginId: 'dbaas',
 *   extensions: [
 *     EngineUiBlueprint.make({
 *       name: 'my-engine',
 *       params: {
 *         engine: 'my-engine',
 *         loader: () => import('./engineUi').then(m => m.myEngineUi),
 *       },
 *     }),
 *   ],
 * });
 * ```
 *
 * @public
 */
export const EngineUiBlueprint = createExtensionBlueprint({
  kind: 'dbaas-engine-ui',
  attachTo: { id: 'api:dbaas/engine-ui', input: 'engines' },
  output: [engineUiDataRef],
  dataRefs: { loader: engineUiDataRef },
  factory: (params: { engine: string; loader: () => Promise<EngineUi> }) => [
    engineUiDataRef(params),
  ],
});
