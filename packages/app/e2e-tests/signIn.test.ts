import { expect, test } from '@playwright/test';
import { picture, sidebar, signInAs, signOut, tab } from './support/portal';

test('one enters as a sample person, stays over a reload, and leaves', async ({
  page,
}, testInfo) => {
  await page.goto('/');
  await expect(
    page.getByRole('heading', { name: 'Who would you like to be?' }),
  ).toBeVisible();
  for (const [person, role] of [
    ['Alice', 'Application developer'],
    ['Tom', 'Tenant owner'],
    ['Dana', 'Database administrator'],
    ['Arthur', 'Auditor'],
  ]) {
    await expect(
      page.getByRole('button', { name: `Enter as ${person}` }),
    ).toContainText(role, { timeout: 90_000 });
  }
  await picture(page, testInfo, 'sign-in');

  await signInAs(page, 'Alice');
  await expect(page).toHaveURL(/\/dbaas$/);
  await page.reload();
  await expect(sidebar(page, 'Databases')).toBeVisible();

  await page.goto('/settings');
  await expect(page.getByText('alice@example.com')).toBeVisible();
  await expect(page.getByText('Team Orders', { exact: true })).toBeVisible();

  await signOut(page);
  await page.reload();
  await expect(
    page.getByRole('button', { name: 'Enter as Alice' }),
  ).toBeVisible();
});

test('the portal speaks Chinese, from the sign-in page to the runbooks', async ({
  page,
}, testInfo) => {
  await page.goto('/');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(
    page.getByRole('heading', { name: '您想以谁的身份进入？' }),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: '以 Alice 的身份进入' }),
  ).toContainText('应用开发者', { timeout: 90_000 });
  await picture(page, testInfo, 'sign-in-zh');
  await page.getByRole('button', { name: '以 Alice 的身份进入' }).click();

  for (const title of [
    '数据库',
    '创建',
    '目录',
    '文档',
    '租户',
    '平台',
    '操作',
    '审计',
  ]) {
    await expect(sidebar(page, title)).toBeVisible();
  }
  await sidebar(page, '创建').click();
  await expect(
    page.getByRole('tab', { name: '模板', exact: true }),
  ).toBeVisible();
  await expect(page.getByText('Request a database · 申请数据库')).toBeVisible();
  await expect(
    page.getByRole('button', { name: '选择' }).first(),
  ).toBeVisible();

  await sidebar(page, '目录').click();
  await page.getByRole('link', { name: 'orders-api' }).click();
  await expect(tab(page, '概览')).toBeVisible();
  await expect(page.getByText('负责方').first()).toBeVisible();
  await tab(page, '文档').click();
  // In the text: the contents beside it hold the same link, and fold. While
  // the pages are being built anew, a click may come to nothing.
  await expect(async () => {
    await page
      .locator('article.md-content__inner')
      .getByRole('link', { name: '健康状态与处理' })
      .click({ timeout: 10_000 });
    await expect(
      page.getByRole('heading', { name: '健康状态与处理' }),
    ).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 180_000 });

  // The switch of the sidebar works from every page.
  await page.getByRole('button', { name: 'English' }).click();
  await expect(sidebar(page, 'Databases')).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByRole('tab', { name: 'General' })).toBeVisible();
});
