import {
  createTranslationMessages,
  createTranslationRef,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';

export const samplePeopleTranslationRef = createTranslationRef({
  id: 'app.sample-people',
  messages: {
    title: 'Who would you like to be?',
    subtitle:
      'This is a portal for trying out. Choose one of the sample people: no password is asked for, and everything they do is real.',
    enterAs: 'Enter as {{name}}',
    waiting: 'The people are being read from the catalog…',
    language: 'Language',
    error: {
      title: 'The sample people cannot be reached',
      advice:
        'The backend may still be starting, or this portal has no sample people: it needs "auth.providers.sample-people" in its config, and NODE_ENV=development.',
      retry: 'Try again',
      production: 'Sample people exist in development only.',
    },
  },
});

const zh = createTranslationMessages({
  ref: samplePeopleTranslationRef,
  full: true,
  messages: {
    title: '您想以谁的身份进入？',
    subtitle:
      '这是一个试用门户。请选择一位示例人物：无需密码，他们所做的一切都是真实的。',
    enterAs: '以 {{name}} 的身份进入',
    waiting: '正在从软件目录读取人员…',
    language: '语言',
    'error.title': '无法读取示例人物',
    'error.advice':
      '后端可能仍在启动，或者此门户没有示例人物：需要在配置中加入 “auth.providers.sample-people”，并设置 NODE_ENV=development。',
    'error.retry': '重试',
    'error.production': '示例人物仅用于开发环境。',
  },
});

export const samplePeopleTranslations = createTranslationResource({
  ref: samplePeopleTranslationRef,
  translations: { zh: async () => ({ default: zh }) },
});
