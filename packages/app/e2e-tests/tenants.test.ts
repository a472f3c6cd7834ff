import { expect, test } from '@playwright/test';
import { Api, MADE_WITHIN, unique } from './support/api';
import { openAs, row, section, sidebar } from './support/portal';

const NAME = unique('analytics');

test('a tenant: made by the template, shown, given more quota and a member, used, and deleted when empty', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await openAs(page, 'Dana', '/create/templates/default/request-tenant');

  await test.step('made by the template', async () => {
    await page.getByRole('textbox', { name: /^Name · 名称/ }).fill(NAME);
    await page.getByRole('textbox', { name: /^Shown as/ }).fill('Analytics');
    await page
      .getByRole('textbox', { name: /^What it is for/ })
      .fill('Reports');
    await page.getByLabel(/^Owner/).fill('Payments');
    await page
      .getByRole('option', { name: /Payments/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(
      page.getByRole('spinbutton', { name: /^Databases/ }),
    ).toHaveValue('5');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(
      page.getByRole('link', { name: /Open the tenant/ }),
    ).toBeVisible({ timeout: MADE_WITHIN });
  });

  await test.step('shown', async () => {
    await sidebar(page, 'Tenants').click();
    await page.getByText('Analytics', { exact: true }).first().click();
    await expect(section(page, 'About')).toContainText('Reports');
    await expect(section(page, 'Quota and use')).toContainText('0 of 5');
  });

  await test.step('its quota is changed', async () => {
    const quota = section(page, 'Quota and use');
    await quota.getByRole('button', { name: 'Change quota' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change quota' });
    await dialog.getByLabel('Databases').fill('7');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(quota).toContainText('0 of 7');
  });

  await test.step('a member is granted, who sees it at once', async () => {
    const alice = new Api('Alice');
    expect((await alice.send('GET', `/tenants/${NAME}`)).status).toBe(404);
    const members = section(page, 'Members and grants');
    await members.getByRole('button', { name: 'Change members' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change members' });
    await dialog.getByRole('button', { name: 'Add a member' }).click();
    await dialog.getByLabel('Person or group').fill('user:default/alice');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(members).toContainText('user:default/alice');
    expect((await alice.send('GET', `/tenants/${NAME}`)).status).toBe(200);
  });

  const removal = page.getByRole('button', { name: 'Delete tenant' });

  await test.step('used, it cannot be deleted', async () => {
    const alice = new Api('Alice');
    const uid = await alice.database({ name: 'figures', tenant: NAME });
    await expect(section(page, 'Quota and use')).toContainText('1 of 7');
    await expect(removal).toBeDisabled();
    const answer = await new Api('Dana').send('DELETE', `/tenants/${NAME}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await page.getByRole('link', { name: 'Show its databases' }).click();
    await expect(row(page, 'figures')).toBeVisible();
    const operation = await alice.start(uid, 'delete', { confirm: 'figures' });
    await alice.ended(operation, 'succeeded');
  });

  await test.step('empty, it is deleted', async () => {
    await page.goBack();
    await expect(section(page, 'Quota and use')).toContainText('0 of 7');
    await removal.click();
    const dialog = page.getByRole('dialog', { name: 'Delete the tenant?' });
    await dialog.getByLabel(`Type ${NAME} to confirm`).fill(NAME);
    await dialog.getByRole('button', { name: 'Delete tenant' }).click();
    await expect(page.getByText('Orders', { exact: true })).toBeVisible();
    await expect(page.getByText('Analytics', { exact: true })).toHaveCount(0);
  });
});

test('a database is deleted by the template, which what depends on it holds back', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const tenant = unique('template');
  await new Api('Dana').tenant(tenant);
  const alice = new Api('Alice');
  await alice.database({
    name: 'retired',
    tenant,
    dependants: ['component:default/orders-worker'],
  });
  await alice.inCatalog(`${tenant}--retired`);

  const order = async (despite: boolean) => {
    await openAs(page, 'Alice', '/create/templates/default/delete-database');
    await page.getByLabel(/^Database · 数据库/).fill('retired');
    await page
      .getByRole('option', { name: /retired/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: /typed again/ }).fill('retired');
    if (despite) await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: /^Review/ }).click();
    await page.getByRole('button', { name: /^Delete it/ }).click();
  };

  await order(false);
  await expect(page.getByText(/depend/i).first()).toBeVisible({
    timeout: MADE_WITHIN,
  });
  await order(true);
  await expect
    .poll(
      async () => {
        const { total } = await alice.call<{ total: number }>(
          'GET',
          `/instances?tenant=${tenant}`,
        );
        return total;
      },
      { timeout: MADE_WITHIN },
    )
    .toBe(0);
});
