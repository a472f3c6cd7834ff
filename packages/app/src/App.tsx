import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { localizedTitles, translationsModule } from './modules/translations';

/** Everything else is found by `app.packages` in the config. */
export default createApp({
  features: [homeModule, navModule, translationsModule],
  advanced: { extensionFactoryMiddleware: localizedTitles },
});
