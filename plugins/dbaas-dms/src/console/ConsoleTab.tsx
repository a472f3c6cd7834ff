import { Progress } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  dataReadPermission,
  EngineDescriptor,
  InstanceDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import {
  EmptyState,
  ErrorPanel,
  instanceUidOf,
  ReasonText,
  StaleNotice,
  useEngines,
  useEngineUi,
  useInstanceOfEntity,
} from '@dbaas-portal/plugin-dbaas-react';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { useWords } from '../translation/useWords';
import { ConsoleWindow } from './ConsoleWindow';

/** A console that the engine's own package brings; loaded when it is first shown. */
function useOwnConsole(engine: string) {
  const load = useEngineUi(engine).find(ui => ui.console)?.console;
  return useMemo(() => load && lazy(load), [load]);
}

/** The console, or why there is none for this reader right now. */
const Console = (props: {
  instance: InstanceDetail;
  engine: EngineDescriptor | undefined;
}) => {
  const { instance, engine } = props;
  const { t } = useWords();
  const opened = useRef(false);
  const { spec, phase, uid } = instance.record;
  const facet = instance.facets.capabilities.find(c => c.id === 'console');
  const OwnConsole = useOwnConsole(spec.engine);
  if (!engine || !(engine.console || OwnConsole) || !facet?.offered) {
    return (
      <EmptyState
        title={t('state.noConsoleTitle')}
        description={
          facet?.reason ? (
            <ReasonText reason={facet.reason} />
          ) : (
            t('state.noConsoleText')
          )
        }
      />
    );
  }
  if (!instance.can.includes(dataReadPermission.name)) {
    return (
      <EmptyState
        title={t('state.noPermissionTitle')}
        description={t('state.noPermissionText', { tenant: spec.tenant })}
      />
    );
  }
  const notYet = phase === 'creating';
  const waits = (notYet || !spec.running) && (
    <EmptyState
      title={notYet ? t('state.creatingTitle') : t('state.stoppedTitle')}
      description={notYet ? t('state.creatingText') : t('state.stoppedText')}
    />
  );
  // Who has it open keeps what they have written while it restarts.
  if (waits && !opened.current) {
    return waits;
  }
  opened.current = true;
  return (
    <>
      {waits}
      {OwnConsole ? (
        <Suspense fallback={<Progress />}>
          <OwnConsole key={uid} instance={instance} />
        </Suspense>
      ) : (
        <ConsoleWindow key={uid} instance={instance} engine={engine} />
      )}
    </>
  );
};

/** The tab that runs statements on a database. */
export const ConsoleTab = () => {
  const { t } = useWords();
  const { entity } = useEntity();
  const instance = useInstanceOfEntity(entity);
  const engines = useEngines();
  if (!instanceUidOf(entity)) {
    return (
      <EmptyState
        title={t('state.unknownTitle')}
        description={t('state.unknownText')}
      />
    );
  }
  const failed = [instance, engines].find(query => query.error && !query.data);
  if (failed?.error) {
    return <ErrorPanel error={failed.error} onRetry={failed.refresh} />;
  }
  if (!instance.data || !engines.data) {
    return <Progress />;
  }
  return (
    <>
      <StaleNotice error={instance.error} onRetry={instance.refresh} />
      <Console
        instance={instance.data}
        engine={engines.data.byId.get(instance.data.record.spec.engine)}
      />
    </>
  );
};
