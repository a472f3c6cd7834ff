import { LogLine } from '@dbaas-portal/plugin-dbaas-common';
import {
  toneColor,
  Tone,
  useFormat,
  useLocalized,
} from '@dbaas-portal/plugin-dbaas-react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { RiArrowDownLine } from '@remixicon/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../translation/useWords';
import { placeOf, Row } from './rows';

const ROW_HEIGHT = 20;

type Level = NonNullable<LogLine['level']>;

const TONES: Record<Level, Tone> = {
  debug: 'neutral',
  info: 'running',
  warning: 'warning',
  error: 'error',
};

const useStyles = makeStyles(theme => ({
  root: { position: 'relative' },
  frame: {
    height: 'max(320px, calc(100vh - 380px))',
    overflow: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    minWidth: '100%',
    width: 'max-content',
    height: ROW_HEIGHT,
    lineHeight: `${ROW_HEIGHT}px`,
    display: 'grid',
    gridTemplateColumns: '26ch 9ch max-content',
    fontFamily: 'monospace',
    fontSize: '0.8rem',
    padding: theme.spacing(0, 1),
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  time: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  text: { whiteSpace: 'pre' },
  note: { fontStyle: 'italic', color: theme.palette.text.secondary },
  toEnd: {
    position: 'absolute',
    right: theme.spacing(3),
    bottom: theme.spacing(2),
  },
  debug: { color: theme.palette.text.secondary },
  info: { color: toneColor(theme, TONES.info) },
  warning: { color: toneColor(theme, TONES.warning), fontWeight: 600 },
  error: { color: toneColor(theme, TONES.error), fontWeight: 600 },
}));

/** The time of a line, which is as exact as it was written. */
function shownTime(time: string): string {
  return time.replace('T', ' ').replace(/(\.\d{3})\d+/, '$1');
}

const LineRow = ({ line, raw }: { line: LogLine; raw: boolean }) => {
  const classes = useStyles();
  const { t } = useWords();
  const format = useFormat();
  return (
    <>
      <span
        className={classes.time}
        title={line.time && format.dateTime(line.time)}
      >
        {line.time && shownTime(line.time)}
      </span>
      <span className={line.level && classes[line.level]}>
        {line.level && t(`logs.level.${line.level}`)}
      </span>
      <span className={classes.text}>
        {raw ? line.raw ?? line.text : line.text}
        {line.cut && t('logs.cut')}
      </span>
    </>
  );
};

const NoteRow = ({ row }: { row: Row }) => {
  const classes = useStyles();
  const { t } = useWords();
  const localized = useLocalized();
  if ('line' in row) return null;
  const { note } = row;
  return (
    <>
      <span />
      <span className={classes.note}>{t('logs.note')}</span>
      <span className={`${classes.text} ${classes.note}`}>
        {note === 'reconnected' ? t('logs.reconnected') : localized(note.text)}
      </span>
    </>
  );
};

/**
 * Lines, of which only those in sight are drawn. It stays at the end until one
 * scrolls up; then what one reads stays where it is.
 */
export const LogList = (props: {
  label: string;
  rows: Row[];
  raw: boolean;
  /** Whether a screen reader shall read out what comes. */
  spoken: boolean;
}) => {
  const classes = useStyles();
  const { t } = useWords();
  const { rows } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const held = useRef({ id: 0, rest: 0 });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  });

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    element.scrollTop = atEnd
      ? element.scrollHeight
      : placeOf(rows, held.current.id) * ROW_HEIGHT + held.current.rest;
  }, [rows, atEnd]);

  const onScroll = () => {
    const element = frame.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const top = Math.floor(scrollTop / ROW_HEIGHT);
    held.current = {
      id: rows[top]?.id ?? 0,
      rest: scrollTop - top * ROW_HEIGHT,
    };
    setAtEnd(scrollHeight - scrollTop - clientHeight < 2 * ROW_HEIGHT);
  };

  return (
    <div className={classes.root}>
      <Paper
        variant="outlined"
        ref={frame}
        className={classes.frame}
        role="log"
        aria-label={props.label}
        aria-live={props.spoken ? 'polite' : 'off'}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div
          className={classes.body}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index];
            return (
              <div
                key={row.id}
                className={classes.row}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {'line' in row ? (
                  <LineRow line={row.line} raw={props.raw} />
                ) : (
                  <NoteRow row={row} />
                )}
              </div>
            );
          })}
        </div>
      </Paper>
      {!atEnd && (
        <Button
          className={classes.toEnd}
          size="small"
          variant="contained"
          startIcon={<RiArrowDownLine size={16} aria-hidden />}
          onClick={() => setAtEnd(true)}
        >
          {t('logs.toEnd')}
        </Button>
      )}
    </div>
  );
};
