import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { renderWithSamples } from '../__testUtils__/render';
import { DatabasesCard } from './DatabasesCard';
import { databaseRefs, hasDatabases } from './databasesOf';

const entity = (
  kind: string,
  type: string,
  targets: string[],
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'shop', annotations },
  relations: targets.map(targetRef => ({ type, targetRef })),
});

describe('the card of databases', () => {
  it.each([
    ['Component', 'dependsOn'],
    ['API', 'dependsOn'],
    ['System', 'hasPart'],
    ['Group', 'ownerOf'],
    ['User', 'ownerOf'],
  ])('is for a %s that has some', (kind, type) => {
    expect(
      databaseRefs(
        entity(kind, type, [
          'resource:default/shop--orders',
          'resource:default/bucket',
          'component:default/shop--web',
        ]),
      ),
    ).toEqual(['resource:default/shop--orders']);
    expect(hasDatabases(entity(kind, type, ['resource:default/bucket']))).toBe(
      false,
    );
  });

  it('is always for the System of a tenant', () => {
    expect(
      hasDatabases(
        entity('System', 'hasPart', [], { 'dbaas-portal.io/tenant': 'shop' }),
      ),
    ).toBe(true);
  });

  it('asks for a few by name, and shows no other of that name', async () => {
    const api = renderWithSamples(
      <EntityProvider
        entity={entity('Component', 'dependsOn', [
          'resource:default/shop--orders',
        ])}
      >
        <DatabasesCard />
      </EntityProvider>,
    );
    const list = await screen.findByRole('list', { name: 'Databases' });
    expect(within(list).getAllByRole('link')).toHaveLength(1);
    expect(within(list).getByRole('link', { name: 'orders' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/shop--orders',
    );
    expect(
      api.calls.filter(call => call.method === 'listInstances'),
    ).toHaveLength(1);
  });

  it('asks once for many, and leads to the list', async () => {
    const api = renderWithSamples(
      <EntityProvider
        entity={entity(
          'System',
          'hasPart',
          ['orders', 'a', 'b', 'c', 'd'].map(
            name => `resource:default/shop--${name}`,
          ),
        )}
      >
        <DatabasesCard />
      </EntityProvider>,
    );
    await screen.findByRole('list', { name: 'Databases' });
    expect(
      api.calls.filter(call => call.method === 'listInstances'),
    ).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Show all' })).toHaveAttribute(
      'href',
      '/dbaas?tenant=shop',
    );
  });
});
