import { TerminalSize } from '@dbaas-portal/plugin-dbaas-common';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';

const SCROLLBACK = 5000;

const useStyles = makeStyles({
  root: { height: '60vh', minHeight: 240, background: '#111' },
});

/** What a screen can be told. */
export type Screen = {
  write(bytes: Uint8Array): void;
  paste(text: string): void;
  focus(): void;
  size(): TerminalSize;
};

export type TerminalScreenProps = {
  onMounted: (screen: Screen) => void;
  onInput: (bytes: Uint8Array<ArrayBuffer>) => void;
  onSize: (size: TerminalSize) => void;
  /** Several lines, each of which a shell would run: somebody is asked. */
  onManyLines: (text: string) => void;
  /** The way out for who has no mouse: a terminal takes every other key. */
  onLeave: () => void;
};

const isWayOut = (event: KeyboardEvent) =>
  event.ctrlKey && event.shiftKey && event.code === 'KeyX';

/** A screen with keyboard. Heavy: loaded when a terminal is opened. */
const TerminalScreen = (props: TerminalScreenProps) => {
  const classes = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const terminal = new Terminal({
      scrollback: SCROLLBACK,
      screenReaderMode: true,
      cursorBlink: true,
      fontSize: 13,
      theme: { background: '#111111' },
    });
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    terminal.open(element);
    fit.fit();
    const encoder = new TextEncoder();
    terminal.onData(text => latest.current.onInput(encoder.encode(text)));
    terminal.onBinary(text =>
      latest.current.onInput(Uint8Array.from(text, c => c.charCodeAt(0))),
    );
    terminal.onResize(({ cols, rows }) =>
      latest.current.onSize({ columns: cols, rows }),
    );
    terminal.attachCustomKeyEventHandler(event => {
      if (event.type === 'keydown' && isWayOut(event)) {
        event.preventDefault();
        latest.current.onLeave();
        return false;
      }
      return true;
    });
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text') ?? '';
      if (/[\r\n]/.test(text.trimEnd())) {
        event.preventDefault();
        event.stopPropagation();
        latest.current.onManyLines(text);
      }
    };
    element.addEventListener('paste', onPaste, { capture: true });
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(element);
    latest.current.onMounted({
      write: bytes => terminal.write(bytes),
      paste: text => terminal.paste(text),
      focus: () => terminal.focus(),
      size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    });
    return () => {
      observer.disconnect();
      element.removeEventListener('paste', onPaste, { capture: true });
      terminal.dispose();
    };
  }, []);

  return <div ref={root} className={classes.root} data-testid="screen" />;
};

export default TerminalScreen;
