import { InstanceDetail } from '@dbaas-portal/plugin-dbaas-common';
import { EngineConsoleProps } from '@dbaas-portal/plugin-dbaas-react';
import { fireEvent, screen, within } from '@testing-library/react';
import { FakeApi, instance } from '../__testUtils__/fakeApi';
import { showConsole } from '../__testUtils__/showConsole';

const withSpec = (
  spec: Partial<InstanceDetail['record']['spec']>,
): InstanceDetail => ({
  ...instance,
  record: { ...instance.record, spec: { ...instance.record.spec, ...spec } },
});

describe('ConsoleTab', () => {
  let fake: FakeApi;
  const show = () => showConsole(fake);

  beforeEach(() => {
    fake = new FakeApi();
  });

  it.each<[string, Partial<InstanceDetail>, string]>([
    ['no permission', { can: [] }, 'You may not read data here'],
    [
      'a stopped instance',
      withSpec({ running: false }),
      'The database is stopped',
    ],
    [
      'an instance in the making',
      { record: { ...instance.record, phase: 'creating' } },
      'The database is being made',
    ],
    [
      'no console',
      {
        facets: {
          ...instance.facets,
          capabilities: [
            {
              id: 'console',
              offered: false,
              reason: {
                code: 'x',
                text: { en: 'The client is missing', zh: '缺少客户端' },
              },
            },
          ],
        },
      },
      'The client is missing',
    ],
  ])('explains %s', async (_, change, title) => {
    fake.instance = { ...instance, ...change };
    show();
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.queryByLabelText('Statement')).not.toBeInTheDocument();
  });

  it("takes the console that the engine's own package brings", async () => {
    const { engine } = instance.record.spec;
    const Own = ({ instance: shown }: EngineConsoleProps) => (
      <p>A console for {shown.record.spec.name}</p>
    );
    showConsole(fake, [
      { engine: 'another', console: async () => ({ default: () => null }) },
      { engine, console: async () => ({ default: Own }) },
    ]);
    expect(
      await screen.findByText(`A console for ${instance.record.spec.name}`),
    ).toBeVisible();
    expect(screen.queryByLabelText('Statement')).not.toBeInTheDocument();
  });

  it('says what to do when the instance cannot be read', async () => {
    fake.instance = new Error('boom');
    show();
    const alert = await screen.findByRole('alert');
    expect(
      within(alert).getByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });

  it('keeps what was written while the database restarts', async () => {
    show();
    fireEvent.change(await screen.findByLabelText('Statement'), {
      target: { value: 'select precious' },
    });
    fake.instance = withSpec({ running: false });
    expect(
      await screen.findByText('The database is stopped', undefined, {
        timeout: 10_000,
      }),
    ).toBeVisible();
    expect(screen.getByLabelText('Statement')).toHaveValue('select precious');
  }, 20_000);
});
