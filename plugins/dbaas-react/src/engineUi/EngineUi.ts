import { createApiRef, useApi } from '@backstage/core-plugin-api';
import {
  Endpoint,
  EngineDescriptor,
  InstanceDetail,
  LocalizedText,
  ParameterDescriptor,
  ParameterValue,
} from '@dbaas-portal/plugin-dbaas-common';
import { ComponentType, useEffect, useState } from 'react';

/**
 * What a connect snippet knows. The password is there only after the person
 * asked to see it.
 *
 * @public
 */
export type ConnectContext = {
  engine: EngineDescriptor;
  endpoint: Endpoint;
  user: string;
  database: string;
  password?: string;
};

/** @public */
export type EngineUiSnippet = {
  id: string;
  label: LocalizedText;
  /** For highlighting, e.g. `bash`. */
  language: string;
  render: (context: ConnectContext) => string;
};

/** @public */
export type ParameterWidgetProps = {
  /** For the element that takes the value: the label beside it names this id. */
  id: string;
  parameter: ParameterDescriptor;
  value: ParameterValue | undefined;
  onChange: (value: ParameterValue | undefined) => void;
  disabled?: boolean;
};

/** @public */
export type EngineConsoleProps = { instance: InstanceDetail };

/**
 * What an engine's own package adds to the pages, beyond its descriptor.
 *
 * @public
 */
export type EngineUi = {
  /** The id of the descriptor. */
  engine: string;
  /** Shown after the descriptor's own snippets. */
  snippets?: EngineUiSnippet[];
  /** By parameter name: used in place of the plain field. */
  parameterWidgets?: Record<string, ComponentType<ParameterWidgetProps>>;
  /** Takes the place of the console that the descriptor's kind names. */
  console?: () => Promise<{ default: ComponentType<EngineConsoleProps> }>;
};

/** @public */
export type EngineUiLoader = {
  engine: string;
  loader: () => Promise<EngineUi>;
};

/**
 * Gives what engines' packages brought; provided by the `dbaas` plugin.
 *
 * @public
 */
export interface EngineUiApi {
  forEngine(engine: string): Promise<EngineUi[]>;
}

/** @public */
export const engineUiApiRef = createApiRef<EngineUiApi>({
  id: 'plugin.dbaas.engine-ui',
});

/** Loads each package's part once, when it is first asked for. */
export class LazyEngineUi implements EngineUiApi {
  readonly #loaded = new Map<EngineUiLoader, Promise<EngineUi>>();

  constructor(private readonly loaders: EngineUiLoader[]) {}

  async forEngine(engine: string): Promise<EngineUi[]> {
    return Promise.all(
      this.loaders
        .filter(entry => entry.engine === engine)
        .map(entry => this.#load(entry)),
    );
  }

  #load(entry: EngineUiLoader): Promise<EngineUi> {
    let loading = this.#loaded.get(entry);
    if (!loading) {
      loading = entry.loader();
      this.#loaded.set(entry, loading);
      // A chunk that did not arrive is tried again at the next occasion.
      loading.catch(() => this.#loaded.delete(entry));
    }
    return loading;
  }
}

const NONE: EngineUi[] = [];

/**
 * What packages add for an engine; empty until it is loaded, and where a
 * package's part cannot be loaded, because the descriptor is enough to go on.
 *
 * @public
 */
export function useEngineUi(engine: string | undefined): EngineUi[] {
  const api = useApi(engineUiApiRef);
  const [state, setState] = useState(NONE);
  useEffect(() => {
    let left = false;
    setState(NONE);
    if (engine) {
      api.forEngine(engine).then(
        found => !left && setState(found),
        () => undefined,
      );
    }
    return () => {
      left = true;
    };
  }, [api, engine]);
  return state;
}
