import { createApp } from '@backstage/frontend-defaults';
import { entityModule } from './modules/entity';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { renamedTitles, translationsModule } from './modules/translations';

/** Everything else is found by `app.packages` in the config. */
export default createApp({
  features: [entityModule, homeModule, navModule, translationsModule],
  advanced: { extensionFactoryMiddleware: renamedTitles },
});
