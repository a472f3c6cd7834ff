import { Progress } from '@backstage/core-components';
import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { ErrorPanel, ReasonText } from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { lazy, Suspense, useRef, useState } from 'react';
import { useWords } from '../translation/useWords';
import { PasteDialog } from './PasteDialog';
import type { Screen } from './TerminalScreen';
import { TerminalState, useTerminal } from './useTerminal';

const TerminalScreen = lazy(() => import('./TerminalScreen'));

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  state: { flexGrow: 1 },
  screen: { border: `2px solid ${theme.palette.divider}` },
  production: { border: `4px solid ${theme.palette.error.main}` },
  banner: {
    padding: theme.spacing(0.5, 1),
    background: theme.palette.error.main,
    color: theme.palette.error.contrastText,
    fontWeight: 600,
  },
}));

const StateLine = ({ state }: { state: TerminalState }) => {
  const { t } = useWords();
  switch (state.name) {
    case 'connecting':
      return <>{t('terminal.connecting')}</>;
    case 'open':
      return <>{t('terminal.open')}</>;
    case 'refused':
      return <>{t('terminal.refused')}</>;
    default:
      return (
        <>
          {state.exitCode === undefined
            ? t('terminal.ended')
            : t('terminal.exited', { code: String(state.exitCode) })}{' '}
          {state.reason ? (
            <ReasonText reason={state.reason} />
          ) : (
            t('terminal.lost')
          )}
        </>
      );
  }
};

/** One terminal, from its ticket to its end; another one is another window. */
export const TerminalWindow = (props: {
  instance: InstanceDetail;
  member: string;
  kind: string;
  onAgain: () => void;
  onClose: () => void;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { instance, member, kind, onAgain, onClose } = props;
  const { uid, spec } = instance.record;
  const { state, link, begin } = useTerminal(uid, { member, kind });
  const screen = useRef<Screen>();
  const closeButton = useRef<HTMLButtonElement>(null);
  const [pasting, setPasting] = useState<string>();
  const isProduction = spec.environment === 'production';
  const isOver = state.name === 'ended' || state.name === 'refused';
  return (
    <section
      className={classes.root}
      aria-label={t('terminal.window', { member, name: spec.name })}
    >
      <div className={classes.head}>
        <Typography
          className={classes.state}
          variant="body2"
          component="div"
          role="status"
        >
          <strong>{member}</strong> · <StateLine state={state} />
        </Typography>
        {isOver && (
          <Button size="small" color="primary" onClick={onAgain}>
            {t('terminal.again')}
          </Button>
        )}
        <Button size="small" ref={closeButton} onClick={onClose}>
          {isOver ? t('common.close') : t('terminal.end')}
        </Button>
      </div>
      {state.name === 'refused' && (
        <ErrorPanel error={state.error} title={t('terminal.refused')} />
      )}
      <div className={isProduction ? classes.production : classes.screen}>
        {isProduction && (
          <div className={classes.banner}>
            {t('terminal.production', { name: spec.name })}
          </div>
        )}
        <Suspense fallback={<Progress />}>
          <TerminalScreen
            onMounted={mounted => {
              screen.current = mounted;
              begin(mounted);
            }}
            onInput={bytes => link.current?.type(bytes)}
            onSize={size => link.current?.resize(size)}
            onManyLines={setPasting}
            onLeave={() => closeButton.current?.focus()}
          />
        </Suspense>
      </div>
      <Typography variant="caption" color="textSecondary">
        {t('terminal.hint')}
      </Typography>
      <PasteDialog
        text={pasting}
        onCancel={() => {
          setPasting(undefined);
          screen.current?.focus();
        }}
        onPaste={text => {
          setPasting(undefined);
          screen.current?.paste(text);
          screen.current?.focus();
        }}
      />
    </section>
  );
};
