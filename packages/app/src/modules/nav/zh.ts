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
    databases: '数据库',
    tenants: '租户',
    operations: '操作',
    audit: '审计',
    create: '创建…',
    catalog: '目录',
    docs: '文档',
    apis: 'API',
    notifications: '通知',
    switchLanguage: '切换为{{language}}',
  },
});
