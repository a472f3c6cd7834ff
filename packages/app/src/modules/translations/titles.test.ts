import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import dbaasPlugin from '@dbaas-portal/plugin-dbaas';
import dbaasDmsPlugin from '@dbaas-portal/plugin-dbaas-dms';
import { renamed } from './titles';

/** Each plugin's own type knows only its own ids. */
const plugins: Array<{ getExtension(id: string): unknown }> = [
  catalogPlugin,
  dbaasPlugin,
  dbaasDmsPlugin,
  notificationsPlugin,
  scaffolderPlugin,
  searchPlugin,
  techdocsPlugin,
  userSettingsPlugin,
];

describe('titles', () => {
  it.each(Object.keys(renamed))('%s is an extension of the app', id => {
    const found = plugins.some(plugin => {
      try {
        plugin.getExtension(id);
        return true;
      } catch {
        return false;
      }
    });
    expect(found).toBe(true);
  });
});
