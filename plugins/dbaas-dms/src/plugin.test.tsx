import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { dbaasApiRef, engineUiApiRef } from '@dbaas-portal/plugin-dbaas-react';
import { screen } from '@testing-library/react';
import { entity, FakeApi } from './__testUtils__/fakeApi';
import dbaasDmsPlugin from './index';

const showPage = (of: typeof entity) =>
  renderTestApp({
    features: [dbaasDmsPlugin],
    extensions: [createTestEntityPage({ entity: of })],
    apis: [
      [dbaasApiRef, new FakeApi().asApi()],
      [engineUiApiRef, { forEngine: async () => [] }],
    ],
  });

// Loads what the app would load when the tab is opened first.
jest.setTimeout(30_000);

describe('dbaasDmsPlugin', () => {
  it('adds the Console tab to databases', async () => {
    showPage(entity);
    expect(
      await screen.findByLabelText('Statement', undefined, { timeout: 20_000 }),
    ).toBeVisible();
  });

  it('adds it to nothing else', async () => {
    showPage({ ...entity, metadata: { name: 'other' } });
    // What the test page shows when nothing fits the entity.
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
    expect(screen.queryByLabelText('Statement')).not.toBeInTheDocument();
  });
});
