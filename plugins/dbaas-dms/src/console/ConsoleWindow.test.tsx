import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { engine, FakeApi, instance } from '../__testUtils__/fakeApi';
import { pretendLayout, showConsole } from '../__testUtils__/showConsole';

const columns = (...names: string[]) => ({
  type: 'columns' as const,
  columns: names.map(name => ({ name, dataType: 'text' })),
});
const rows = (...values: Array<Array<string | null>>) => ({
  type: 'rows' as const,
  rows: values,
});
const end = (more: object = {}) => ({
  type: 'end' as const,
  milliseconds: 12,
  ...more,
});

describe('ConsoleWindow', () => {
  let fake: FakeApi;
  const show = () => showConsole(fake);

  beforeEach(() => {
    fake = new FakeApi();
    pretendLayout();
  });

  afterEach(() => jest.restoreAllMocks());

  const runText = async (statement: string) => {
    fireEvent.change(await screen.findByLabelText('Statement'), {
      target: { value: statement },
    });
    fireEvent.keyDown(screen.getByLabelText('Statement'), {
      key: 'Enter',
      ctrlKey: true,
    });
  };

  it('runs a statement and shows rows, NULL, time and truncation', async () => {
    fake.script = [
      { type: 'notice', text: 'a notice' },
      columns('name', 'note'),
      rows(['first', null], ['', 'NULL']),
      end({ rowCount: 2, truncated: true, command: 'SELECT' }),
    ];
    show();
    expect(await screen.findByText('Nothing has been run yet')).toBeVisible();
    expect(
      await screen.findByRole('option', { name: 'reports' }),
    ).toBeVisible();
    await runText('select * from t');

    const grid = await screen.findByRole('grid', { name: 'Result' });
    expect(await within(grid).findByText('first')).toBeVisible();
    expect(grid).toHaveAttribute('aria-rowcount', '3');
    expect(
      within(grid).getByRole('gridcell', { name: 'NULL, no value' }),
    ).toBeVisible();
    // The word is not the absence of a value.
    expect(within(grid).getByRole('gridcell', { name: 'NULL' })).toBeVisible();
    expect(await screen.findByText('SELECT · 2 rows · 12 ms')).toBeVisible();
    expect(screen.getByText(/Only the first 2 rows/)).toBeVisible();
    expect(screen.getByText('a notice')).toBeVisible();
    expect(fake.statements).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        statement: 'select * from t',
        database: 'app',
        mode: 'read',
        maxRows: 100,
      },
    ]);
  });

  it('draws only what is in view of ten thousand rows, and moves by keys', async () => {
    fake.script = [
      columns('n'),
      rows(...Array.from({ length: 10_000 }, (_, i) => [`value ${i}`])),
      end(),
    ];
    show();
    await runText('select');
    const grid = await screen.findByRole('grid', { name: 'Result' });
    await within(grid).findByText('value 0');
    expect(within(grid).getAllByRole('gridcell').length).toBeLessThan(60);
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'ArrowRight' });
    fireEvent.keyDown(grid, { key: 'Enter' });
    const dialog = await screen.findByRole('dialog', { name: 'Row 2, n' });
    expect(within(dialog).getByText('value 1')).toBeVisible();
  });

  it('cuts a long value, and shows and copies all of it', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    const long = `${'x'.repeat(5_000)}END`;
    fake.script = [columns('doc'), rows([long]), end()];
    show();
    await runText('select');
    const cell = await screen.findByRole('gridcell', { name: /^xxx/ });
    expect(cell.textContent).toHaveLength(301);
    await user.click(cell);
    const dialog = await screen.findByRole('dialog', { name: 'Row 1, doc' });
    expect(within(dialog).getByText(long)).toBeVisible();
    await user.click(
      within(dialog).getByRole('button', { name: 'Copy the value' }),
    );
    expect(write).toHaveBeenCalledWith(long);
  });

  it('shows where a statement is wrong, and goes there', async () => {
    const user = userEvent.setup();
    fake.script = [
      {
        type: 'error',
        message: 'column "b" does not exist',
        code: '42703',
        position: 11,
      },
    ];
    show();
    await runText('select a,\nb from t');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('column "b" does not exist');
    expect(alert).toHaveTextContent('Code 42703');
    expect(alert).toHaveTextContent('Line 2, column 1');
    await user.click(within(alert).getByRole('button', { name: 'Go there' }));
    const editor = screen.getByLabelText<HTMLTextAreaElement>('Statement');
    await waitFor(() => expect(editor).toHaveFocus());
    expect(editor.selectionStart).toBe(10);
  });

  it('runs what is selected, and counts positions from there', async () => {
    fake.script = [{ type: 'error', message: 'no', position: 1 }];
    show();
    const editor = await screen.findByLabelText<HTMLTextAreaElement>(
      'Statement',
    );
    fireEvent.change(editor, { target: { value: 'select 1; drop x' } });
    editor.setSelectionRange(10, 16);
    fireEvent.select(editor);
    fireEvent.click(screen.getByRole('button', { name: 'Run selection' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Go there' }));
    await waitFor(() => expect(editor.selectionEnd).toBe(10));
    expect(fake.statements[0].statement).toBe('drop x');
  });

  it('cancels at once, and does not call it an error', async () => {
    let release = () => {};
    fake.script = [
      columns('n'),
      rows(['1']),
      new Promise<void>(resolve => {
        release = resolve;
      }),
      { type: 'error', message: 'canceling statement due to user request' },
    ];
    fake.onCancel = () => release();
    show();
    await runText('select pg_sleep(100)');
    const run = await screen.findByRole('button', { name: 'Run' });
    expect(run).toBeDisabled();
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/^Cancelled · 1 row/)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(fake.cancelled).toEqual([fake.statements[0].id]);
    expect(screen.getByRole('button', { name: 'Run' })).toBeEnabled();
  });

  it('stops the statement of whoever leaves the page', async () => {
    fake.script = [columns('n'), new Promise(() => {})];
    const { unmount } = show();
    await runText('select');
    await screen.findByRole('button', { name: 'Cancel' });
    unmount();
    expect(fake.aborted).toEqual([fake.statements[0].id]);
  });

  it('says when the connection broke before the end', async () => {
    fake.script = [columns('n'), rows(['1'])];
    show();
    await runText('update t');
    expect(await screen.findByText(/connection broke/)).toBeVisible();
  });

  it('writes only when told, and says where', async () => {
    const user = userEvent.setup();
    fake.script = [end({ rowCount: 3, command: 'UPDATE 3' })];
    show();
    expect(await screen.findByText('Production, read only')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Mode'), 'write');
    expect(
      screen.getByText('Production: statements change data'),
    ).toBeVisible();
    await runText('update t set a = 1');
    expect(await screen.findByText(/3 rows affected/)).toBeVisible();
    expect(fake.statements[0].mode).toBe('write');
  });

  it('offers no writing to those who may only read', async () => {
    fake.instance = { ...instance, can: ['dbaas.data.read'] };
    show();
    expect(
      await screen.findByRole('option', { name: 'Read and write' }),
    ).toBeDisabled();
    expect(screen.getByText(/no right to change data/)).toBeVisible();
  });

  it('keeps what was run, and brings it back', async () => {
    fake.script = [end()];
    show();
    await runText('select one');
    const entry = await screen.findByRole('button', {
      name: 'Put into the editor: select one',
    });
    fireEvent.change(screen.getByLabelText('Statement'), {
      target: { value: '' },
    });
    fireEvent.click(entry);
    expect(screen.getByLabelText('Statement')).toHaveValue('select one');
  });

  it('shows replies of engines that take commands as a list', async () => {
    fake.engine = {
      ...engine,
      databases: undefined,
      console: { kind: 'command', example: 'PING' },
    };
    fake.script = [columns('reply'), rows(['PONG'], [null]), end()];
    show();
    fireEvent.change(await screen.findByLabelText('Command'), {
      target: { value: 'PING' },
    });
    expect(screen.queryByLabelText('Database')).not.toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    const list = await screen.findByRole('list', { name: 'Result' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(2);
    expect(await screen.findByText(/2 replies/)).toBeVisible();
    expect(fake.statements[0]).not.toHaveProperty('database', 'app');
  });
});
