import {
  dataWritePermission,
  EngineDescriptor,
  InstanceDetail,
} from '@dbaas-portal/plugin-dbaas-common';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useRef, useState } from 'react';
import { EnvironmentFrame } from '../editor/EnvironmentFrame';
import {
  StatementEditor,
  StatementEditorHandle,
} from '../editor/StatementEditor';
import { Toolbar } from '../editor/Toolbar';
import { ResultPane } from '../result/ResultPane';
import { History, HistoryEntry } from './History';
import { indexOfPosition } from './position';
import { Run } from './run';
import { useDatabases } from './useDatabases';
import { useRun } from './useRun';

const HISTORY_LENGTH = 50;

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
}));

/** Editor, result and history for one instance. */
export const ConsoleWindow = (props: {
  instance: InstanceDetail;
  engine: EngineDescriptor;
}) => {
  const { instance, engine } = props;
  const classes = useStyles();
  const { uid, spec } = instance.record;
  const mayWrite = instance.can.includes(dataWritePermission.name);
  const databases = useDatabases(instance, engine);
  const editor = useRef<StatementEditorHandle>(null);

  const [statement, setStatement] = useState('');
  const [hasSelection, setHasSelection] = useState(false);
  const [chosen, setDatabase] = useState<string>();
  const [mode, setMode] = useState<'read' | 'write'>('read');
  const [maxRows, setMaxRows] = useState(100);
  const [history, setHistory] = useState<HistoryEntry[]>([]);

  const remember = useCallback(
    (ended: Run) => setHistory(old => [ended, ...old].slice(0, HISTORY_LENGTH)),
    [],
  );
  const { run, start, cancel } = useRun(uid, remember);
  const running = run?.outcome === 'running';
  const database =
    chosen !== undefined && databases.includes(chosen) ? chosen : databases[0];

  const runNow = () => {
    const part = editor.current?.toRun() ?? { text: statement, offset: 0 };
    if (running || part.text.trim() === '') return;
    start({
      statement: part.text,
      offset: part.offset,
      database,
      mode: mayWrite ? mode : 'read',
      maxRows,
    });
  };
  const goTo = (failed: Run, position: number) =>
    editor.current?.focusAt(
      failed.offset + indexOfPosition(failed.statement, position),
    );

  return (
    <div className={classes.root}>
      <EnvironmentFrame
        environment={spec.environment}
        writing={mayWrite && mode === 'write'}
      >
        <Toolbar
          databases={databases}
          database={database}
          onDatabase={setDatabase}
          mode={mode}
          mayWrite={mayWrite}
          onMode={setMode}
          maxRows={maxRows}
          onMaxRows={setMaxRows}
          running={running}
          cancelling={run?.cancelling ?? false}
          runnable={statement.trim() !== ''}
          hasSelection={hasSelection}
          onRun={runNow}
          onCancel={cancel}
        />
        <StatementEditor
          ref={editor}
          kind={engine.console?.kind ?? 'sql'}
          value={statement}
          placeholder={engine.console?.example}
          onChange={setStatement}
          onSelection={setHasSelection}
          onRun={runNow}
        />
      </EnvironmentFrame>
      <ResultPane
        run={run}
        kind={engine.console?.kind ?? 'sql'}
        example={engine.console?.example ?? ''}
        onGoTo={goTo}
      />
      <History
        entries={history}
        onUse={text => {
          setStatement(text);
          editor.current?.focusAt(text.length);
        }}
      />
    </div>
  );
};
