/**
 * Titles of pages and tabs, by extension. Backstage takes them as fixed strings,
 * so they are no part of any plugin's messages.
 */
export const titles: Record<string, { en?: string; zh: string }> = {
  'page:scaffolder': { en: 'Create', zh: '创建' },
  'sub-page:scaffolder/templates': { zh: '模板' },
  'sub-page:scaffolder/tasks': { zh: '任务' },
  'sub-page:scaffolder/actions': { zh: '动作' },
  'sub-page:scaffolder/editor': { zh: '模板编辑器' },
  'sub-page:scaffolder/templating-extensions': { zh: '模板扩展' },
  'page:catalog': { zh: '目录' },
  'page:catalog/entity': { zh: '目录' },
  'entity-content:catalog/overview': { zh: '概览' },
  'page:techdocs': { zh: '文档' },
  'page:techdocs/reader': { zh: '文档' },
  'entity-content:techdocs': { en: 'Docs', zh: '文档' },
  'page:search': { zh: '搜索' },
  'page:notifications': { zh: '通知' },
  'page:user-settings': { zh: '设置' },
  'sub-page:user-settings/general': { zh: '常规' },
  'sub-page:user-settings/auth-providers': { zh: '身份验证' },
  'sub-page:user-settings/feature-flags': { zh: '功能开关' },
  'page:dbaas': { en: 'Databases', zh: '数据库' },
  'page:dbaas/tenants': { en: 'Tenants', zh: '租户' },
  'page:dbaas/operations': { en: 'Operations', zh: '操作' },
  'page:dbaas/audit': { en: 'Audit', zh: '审计' },
  'entity-content:dbaas/overview': { en: 'Overview', zh: '概览' },
  'entity-content:dbaas/operations': { en: 'Operations', zh: '操作' },
  'entity-content:dbaas/access': { en: 'Access', zh: '访问' },
  'entity-content:dbaas-dms/console': { en: 'Console', zh: '控制台' },
};

/** The groups of an entity page's tabs; they show when a group has several. */
export const entityGroupsZh = [
  { overview: { title: '概览' } },
  { documentation: { title: '文档' } },
  { development: { title: '开发' } },
  { deployment: { title: '部署' } },
  { operation: { title: '运维' } },
  { observability: { title: '可观测性' } },
];
