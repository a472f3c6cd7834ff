import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { navTranslationRef } from './translation';

export default createTranslationMessages({
  ref: navTranslationRef,
  full: true,
  messages: {
    home: '首页',
    menu: '菜单',
    search: '搜索',
    settings: '设置',
    notifications: '通知',
  },
});
