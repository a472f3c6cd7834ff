import { expect, test } from '@playwright/test';
import { section } from './support/database';
import { picture, sidebar, signInAs } from './support/portal';

test('the database administrator pauses all operations and lets them go on', async ({
  page,
}, testInfo) => {
  await signInAs(page, 'Dana');
  await sidebar(page, 'Operations').click();
  await page.getByRole('button', { name: 'Pause operations' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause all operations?' });
  await dialog.getByLabel('Why, for those who wait').fill('New disks');
  await dialog.getByRole('button', { name: 'Pause operations' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'Paused by' }),
  ).toContainText('New disks');
  await picture(page, testInfo, 'fleet-paused');

  await page.getByRole('button', { name: 'Let operations go on' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Let operations go on' })
    .click();
  await expect(page.getByText('Operations run')).toBeVisible();
  await picture(page, testInfo, 'fleet');
});

test('only the administrator may pause', async ({ page }) => {
  await signInAs(page, 'Alice');
  await sidebar(page, 'Operations').click();
  await expect(
    page.getByRole('button', { name: 'Pause operations' }),
  ).toBeDisabled();
});

test('the tenant owner sees quota, use and members', async ({
  page,
}, testInfo) => {
  await signInAs(page, 'Tom');
  await sidebar(page, 'Tenants').click();
  await page.getByText('Orders', { exact: true }).first().click();
  await expect(section(page, 'Quota and use')).toBeVisible();
  await expect(section(page, 'Members and grants')).toContainText(
    'team-orders',
  );
  await expect(
    page.getByRole('button', { name: 'Change members' }),
  ).toBeEnabled();
  await picture(page, testInfo, 'tenant');
});

test('the auditor reads who did what, and nobody else does', async ({
  page,
}, testInfo) => {
  await signInAs(page, 'Arthur');
  await sidebar(page, 'Audit').click();
  await expect(
    page.getByRole('row').filter({ hasText: 'dana' }).first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export CSV' })).toBeEnabled();
  await picture(page, testInfo, 'audit');
});

test('a stranger to the tenant sees nothing of it', async ({ page }) => {
  await signInAs(page, 'Sam');
  await sidebar(page, 'Tenants').click();
  await expect(
    page.getByText('Payments', { exact: true }).first(),
  ).toBeVisible();
  await expect(page.getByText('Orders', { exact: true })).toHaveCount(0);
  await sidebar(page, 'Audit').click();
  await expect(page.getByText('This page is not for you to see')).toBeVisible();
});
