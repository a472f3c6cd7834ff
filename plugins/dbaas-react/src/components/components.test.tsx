import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfirmByName } from './ConfirmByName';
import { EngineIcon } from './EngineIcon';
import { ErrorPanel } from './ErrorPanel';
import { OperationSteps } from './OperationSteps';
import { UsageBar } from './UsageBar';

describe('EngineIcon', () => {
  it('shows a hostile SVG as an image only', async () => {
    const { container } = await renderInTestApp(
      <EngineIcon
        engine={{
          id: 'x',
          name: 'X',
          icon: '<svg onload="alert(1)"><script>alert(1)</script></svg>',
        }}
      />,
    );
    const image = container.querySelector('img');
    expect(image?.getAttribute('src')).toMatch(
      /^data:image\/svg\+xml;charset=utf-8,%3Csvg/,
    );
    expect(container.querySelector('svg, script')).toBeNull();
  });

  it('falls back to a letter', async () => {
    await renderInTestApp(
      <EngineIcon engine={{ id: 'x', name: 'xeno', icon: 'a'.repeat(9000) }} />,
    );
    expect(await screen.findByText('X')).toBeInTheDocument();
  });
});

describe('ErrorPanel', () => {
  it('says what to do, and folds the technical part', async () => {
    const error = await ResponseError.fromResponse(
      new Response(
        JSON.stringify({
          error: {
            name: 'NotAllowedError',
            message: 'technical words',
            code: 'not-allowed',
            text: { en: 'You may not do this', zh: '您没有此权限' },
          },
          response: { statusCode: 403 },
        }),
        { status: 403, headers: { 'content-type': 'application/json' } },
      ),
    );
    const onRetry = jest.fn();
    await renderInTestApp(<ErrorPanel error={error} onRetry={onRetry} />);
    expect(await screen.findByText('You may not do this')).toBeVisible();
    expect(screen.getByText(/Ask the owner of the tenant/)).toBeVisible();
    expect(screen.getByText(/technical words/)).not.toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});

describe('ConfirmByName', () => {
  it('confirms only with the very name, and shows why it failed', async () => {
    const onConfirm = jest
      .fn()
      .mockRejectedValueOnce(new Error('still in use'))
      .mockResolvedValueOnce(undefined);
    const onClose = jest.fn();
    await renderInTestApp(
      <ConfirmByName
        open
        title="Delete?"
        name="orders"
        confirmLabel="Delete"
        onConfirm={onConfirm}
        onClose={onClose}
      />,
    );
    const button = await screen.findByRole('button', { name: 'Delete' });
    const input = screen.getByRole('textbox', {
      name: 'Type orders to confirm',
    });
    await userEvent.type(input, 'order');
    expect(button).toBeDisabled();
    await userEvent.type(input, 's{Enter}');
    expect(await screen.findByText(/still in use/)).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(button);
    expect(onConfirm).toHaveBeenLastCalledWith('orders');
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

describe('OperationSteps', () => {
  it('lists the steps in order and marks the current one', async () => {
    await renderInTestApp(
      <OperationSteps
        steps={[
          {
            id: 'a',
            title: { en: 'First', zh: '一' },
            state: 'succeeded',
            startedAt: '2026-01-01T00:00:00Z',
            endedAt: '2026-01-01T00:00:02Z',
          },
          {
            id: 'b',
            title: { en: 'Second', zh: '二' },
            state: 'running',
            startedAt: '2026-01-01T00:00:02Z',
          },
        ]}
      />,
    );
    const items = await screen.findAllByRole('listitem');
    expect(items[0]).toHaveTextContent('FirstSucceeded · 2 sec');
    expect(items[1]).toHaveAttribute('aria-current', 'step');
  });
});

describe('UsageBar', () => {
  it('tells by how much a request is over the quota', async () => {
    await renderInTestApp(
      <UsageBar resource="memoryMib" used={3072} quota={4096} extra={2048} />,
    );
    expect(await screen.findByText('1 GiB too much')).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAccessibleName(
      'Memory: 5 GiB of 4 GiB',
    );
  });
});
