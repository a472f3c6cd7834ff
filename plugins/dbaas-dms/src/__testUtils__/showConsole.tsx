import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  dbaasApiRef,
  EngineUi,
  engineUiApiRef,
} from '@dbaas-portal/plugin-dbaas-react';
import { ConsoleTab } from '../console/ConsoleTab';
import { entity, FakeApi } from './fakeApi';

/** The tab in an app, with a scripted API behind it, and what engines' packages bring. */
export const showConsole = (fake: FakeApi, brought: EngineUi[] = []) =>
  renderInTestApp(
    <EntityProvider entity={entity}>
      <ConsoleTab />
    </EntityProvider>,
    {
      apis: [
        [dbaasApiRef, fake.asApi()],
        [
          engineUiApiRef,
          {
            forEngine: async engine =>
              brought.filter(ui => ui.engine === engine),
          },
        ],
      ],
    },
  );

/** jsdom has no layout; the grid draws what fits into this. */
export function pretendLayout() {
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1000);
}
