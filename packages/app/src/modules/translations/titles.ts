/**
 * Titles of pages and tabs. Backstage takes them as fixed strings, so they are
 * no part of any plugin's messages: the places that show them look them up here
 * (`useTitle`), in whichever language is chosen now. A title that is not here,
 * such as one of somebody's app-config, is shown as it is.
 */
const zh: Record<string, string> = {
  About: '关于',
  Access: '访问',
  Actions: '动作',
  Audit: '审计',
  'Authentication Providers': '身份验证',
  Catalog: '目录',
  'Catalog Graph': '目录关系图',
  Console: '控制台',
  Create: '创建',
  Databases: '数据库',
  Docs: '文档',
  Documentation: '文档',
  'Feature Flags': '功能开关',
  General: '常规',
  Logs: '日志',
  Notifications: '通知',
  Operations: '操作',
  Overview: '概览',
  Resources: '资源',
  Platforms: '平台',
  Search: '搜索',
  Settings: '设置',
  Tasks: '任务',
  TechDocs: '文档',
  'Template Editor': '模板编辑器',
  Templates: '模板',
  'Templating Extensions': '模板扩展',
  Tenants: '租户',
  Terminal: '终端',
  // The groups of an entity page's tabs; they show when a group has several.
  Deployment: '部署',
  Development: '开发',
  Observability: '可观测性',
  Operation: '运维',
};

/** A title in a language; English, the language of the titles, for all others. */
export function titleIn(language: string, title: string): string {
  return language === 'zh' ? zh[title] ?? title : title;
}

/** What this portal calls otherwise than the plugin does, by extension. */
export const renamed: Record<string, string> = {
  'entity-content:techdocs': 'Docs',
  'entity-content:dbaas/overview': 'Overview',
  'page:techdocs': 'Docs',
};
