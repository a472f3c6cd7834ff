import { readFileSync } from 'node:fs';
import { expect, Page, test } from '@playwright/test';
import { Api, MADE_WITHIN, unique } from './support/api';
import {
  openAs,
  openDatabase,
  picture,
  row,
  section,
  sidebar,
} from './support/portal';

const TENANT = unique('people');

test.describe('the pause switch', () => {
  test.afterEach(async () => {
    await new Api('Dana').call('PUT', '/fleet', { paused: false });
  });

  test('the database administrator pauses all operations and lets them go on', async ({
    page,
  }, testInfo) => {
    const dana = new Api('Dana');
    const tenant = unique('pause');
    const name = unique('patient');
    await dana.tenant(tenant, {
      owner: 'group:default/dba',
      members: [],
    });
    await openAs(page, 'Dana', '/operations');
    await page.getByRole('button', { name: 'Pause operations' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause all operations?' });
    await dialog.getByLabel('Why, for those who wait').fill('New disks');
    await dialog.getByRole('button', { name: 'Pause operations' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: 'Paused by' }),
    ).toContainText('New disks');
    await picture(page, testInfo, 'fleet-paused');

    // Asked for meanwhile, it waits, and shows up by itself, also while others
    // change what she sees all the time.
    const made = dana.database({ name, tenant });
    await expect(row(page, name)).toContainText('Waiting', {
      timeout: MADE_WITHIN,
    });

    await page.getByRole('button', { name: 'Let operations go on' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Let operations go on' })
      .click();
    await expect(page.getByText('Operations run')).toBeVisible();
    await made;
    await expect(row(page, name)).toContainText('Succeeded', {
      timeout: MADE_WITHIN,
    });
    await page.getByLabel('Search by database or person').fill(name);
    await expect(row(page, 'Create')).toHaveCount(1);
    await picture(page, testInfo, 'fleet');
  });
});

test('only the administrator may pause', async ({ page }) => {
  await openAs(page, 'Alice', '/operations');
  await expect(
    page.getByRole('button', { name: 'Pause operations' }),
  ).toBeDisabled();
});

test('the tenant owner sees quota, use and members', async ({
  page,
}, testInfo) => {
  await openAs(page, 'Tom', '/tenants');
  await page.getByText('Orders', { exact: true }).first().click();
  await expect(section(page, 'Quota and use')).toBeVisible();
  await expect(section(page, 'Members and grants')).toContainText(
    'team-orders',
  );
  await expect(
    page.getByRole('button', { name: 'Change members' }),
  ).toBeEnabled();
  await expect(
    page.getByRole('button', { name: 'Change quota' }),
  ).toBeDisabled();
  await picture(page, testInfo, 'tenant');
});

const secretButton = (page: Page) =>
  section(page, 'How to connect').getByRole('button', {
    name: /^Show the password of/,
  });

test('a password is for whom may see it, and each reading is in the audit, which the auditor filters, opens and exports', async ({
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  await new Api('Dana').tenant(TENANT);
  const uid = await new Api('Alice').database({
    name: 'ledger',
    tenant: TENANT,
  });
  const entity = `${TENANT}--ledger`;

  await test.step('the developer sees it', async () => {
    await openDatabase(page, 'Alice', entity);
    await secretButton(page).click();
    await expect(
      section(page, 'How to connect').locator('code').first(),
    ).toHaveText(/^\S{12,}$/);
  });

  await test.step('the auditor sees the database, changes nothing and sees no password', async () => {
    await openDatabase(page, 'Arthur', entity);
    await expect(section(page, 'Status')).toBeVisible();
    await expect(secretButton(page)).toBeDisabled();
    await expect(
      section(page, 'Details').getByRole('button', { name: 'Edit' }),
    ).toBeDisabled();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    const items = page.getByRole('menuitem');
    await expect(items.first()).toBeVisible();
    for (const item of await items.all()) {
      await expect(item).toHaveAttribute('aria-disabled', 'true');
    }
    await page.keyboard.press('Escape');
    const arthur = new Api('Arthur');
    const answer = await arthur.send(
      'POST',
      `/instances/${uid}/secrets/app/reveal`,
    );
    expect(answer.status).toBe(403);
  });

  await test.step('the audit tells both readings', async () => {
    await sidebar(page, 'Audit').click();
    await expect(
      page.getByRole('button', { name: 'Export CSV' }),
    ).toBeEnabled();
    await expect(page.getByText(/^Kept for \d+ days$/)).toBeVisible();
    await picture(page, testInfo, 'audit');
    const instance = page.getByRole('textbox', { name: 'Database (uid)' });
    await instance.fill(uid);
    await instance.press('Enter');
    await expect(page).toHaveURL(new RegExp(uid));
    await page.getByRole('button', { name: /^Action/ }).click();
    await page.getByRole('option', { name: 'Show a password' }).click();
    await expect(
      row(page, 'alice').filter({ hasText: 'Succeeded' }),
    ).toHaveCount(1);
    await expect(row(page, 'arthur').filter({ hasText: 'Denied' })).toHaveCount(
      1,
    );
    await page
      .getByRole('button', { name: 'Show a password', exact: true })
      .first()
      .click();
    await expect(
      page.getByRole('dialog', { name: 'Show a password' }),
    ).toContainText(uid);
    await page.keyboard.press('Escape');
  });

  await test.step('what the filters let through is exported', async () => {
    for (const [button, lines] of [
      ['Export CSV', 3],
      ['Export NDJSON', 2],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      const file = await download;
      const text = readFileSync(await file.path(), 'utf8');
      expect(text.trim().split('\n')).toHaveLength(lines);
      expect(text).toContain('user:default/alice');
      expect(text).toContain('user:default/arthur');
      expect(text).toContain(uid);
    }
  });

  await test.step('a stranger sees nothing of it, and no audit', async () => {
    await openAs(page, 'Sam', '/tenants');
    await expect(
      page.getByText('Payments', { exact: true }).first(),
    ).toBeVisible();
    await expect(page.getByText('Orders', { exact: true })).toHaveCount(0);
    await sidebar(page, 'Databases').click();
    await expect(row(page, 'ledger')).toHaveCount(0);
    await sidebar(page, 'Audit').click();
    await expect(
      page.getByText('This page is not for you to see'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Export CSV' })).toHaveCount(
      0,
    );
    await page.goto(`/catalog/default/resource/${entity}`);
    await expect(
      page.getByText(/not yours to see|not there any more/).first(),
    ).toBeVisible();
    await expect(page.getByText('How to connect')).toHaveCount(0);
  });
});
