import {
  ApiBlueprint,
  createExtensionInput,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  DbaasClient,
  dbaasApiRef,
  EngineUiBlueprint,
  engineUiApiRef,
  LazyEngineUi,
} from '@dbaas-portal/plugin-dbaas-react';

export const dbaasApi = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: dbaasApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DbaasClient(deps),
    }),
});

/** Collects what engines' packages bring. */
export const engineUiApi = ApiBlueprint.makeWithOverrides({
  name: 'engine-ui',
  inputs: {
    engines: createExtensionInput([EngineUiBlueprint.dataRefs.loader]),
  },
  factory: (original, { inputs }) =>
    original(defineParams =>
      defineParams({
        api: engineUiApiRef,
        deps: {},
        factory: () =>
          new LazyEngineUi(
            inputs.engines.map(input =>
              input.get(EngineUiBlueprint.dataRefs.loader),
            ),
          ),
      }),
    ),
});
