import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { contentsIn } from './contents';

const { title, filterFunction, group } = EntityContentBlueprint.dataRefs;
const isDatabase = () => true;

const content = (id: string, data: Array<{ id: string; value: unknown }>) =>
  Object.assign(data, { node: { spec: { id } } });

const ofCatalog = content('entity-content:catalog/overview', [
  title('Overview'),
  group('overview'),
  coreExtensionData.routePath('/'),
  filterFunction(() => false),
]);
const ofDatabase = content('entity-content:dbaas/overview', [
  title('Overview'),
  filterFunction(isDatabase),
]);
const foreign = content('entity-content:other/tab', [title('Something else')]);

describe('the tabs of an entity', () => {
  it('are in the language, and a database has one of the catalog too', () => {
    const tabs = contentsIn([ofCatalog, ofDatabase, foreign], 'zh');
    expect(tabs.map(tab => tab.get(title))).toEqual([
      '概览',
      '概览',
      'Something else',
      '关于',
    ]);
    const about = tabs[3];
    expect(about.get(coreExtensionData.routePath)).toBe('/about');
    expect(about.get(group)).toBeUndefined();
    expect(about.get(filterFunction)).toBe(isDatabase);
    expect(about.node).toBe(ofCatalog.node);
  });

  it('are as they were where the databases’ own overview is not there', () => {
    const tabs = contentsIn([ofCatalog, foreign], 'en');
    expect(tabs.map(tab => tab.get(title))).toEqual([
      'Overview',
      'Something else',
    ]);
  });
});
