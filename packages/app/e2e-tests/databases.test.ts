import { expect, test } from '@playwright/test';
import {
  engineCard,
  ENGINES,
  expectHealthy,
  fillRequest,
  MADE_WITHIN,
  nameOf,
  openMadeDatabase,
  openRequestForm,
  operate,
  section,
  submitRequest,
  tab,
} from './support/database';
import { picture, sidebar, signInAs } from './support/portal';

for (const [index, engine] of ENGINES.entries()) {
  const name = nameOf(engine);
  const shot = (what: string) => (index === 0 ? what : `${what}-${name}`);

  test(`a ${engine.name} database: requested, used, changed and deleted`, async ({
    page,
  }, testInfo) => {
    test.setTimeout(600_000);
    await signInAs(page, 'Alice');

    await test.step('request it', async () => {
      await openRequestForm(page);
      const card = engineCard(page, engine);
      await expect(card).toBeVisible();
      const missing = (await card.getAttribute('aria-disabled')) === 'true';
      test.skip(
        missing,
        missing
          ? `not on this machine: ${(await card.innerText()).replace(
              /\s+/g,
              ' ',
            )}`
          : '',
      );
      await fillRequest(page, engine);
      await expect(
        page.getByRole('group', { name: 'What would be made' }),
      ).toContainText('Quota', { timeout: 30_000 });
      await page
        .getByRole('radiogroup', { name: 'Engine' })
        .scrollIntoViewIfNeeded();
      await picture(page, testInfo, shot('request'));
      await submitRequest(page);
      await expect(
        page.getByRole('link', { name: 'Open the database' }),
      ).toBeVisible({ timeout: MADE_WITHIN });
      await picture(page, testInfo, shot('task'));
    });

    await test.step('find it in the catalog', async () => {
      await openMadeDatabase(page);
      for (const title of [
        'Overview',
        'Operations',
        'Access',
        'Console',
        'Docs',
      ]) {
        await expect(tab(page, title)).toBeVisible();
      }
      await tab(page, 'Overview').click();
      await expectHealthy(page);
      await expect(section(page, 'Members')).toContainText('Primary');
      await expect(section(page, 'What depends on it')).toContainText(
        'orders-api',
      );
    });

    await test.step('see its password on request', async () => {
      const connect = section(page, 'How to connect');
      await picture(page, testInfo, shot('overview'));
      await connect
        .getByRole('button', { name: /^Show the password of/ })
        .click();
      const secret = connect.locator('code').first();
      await expect(secret).toHaveText(/^\S{12,}$/);
      await connect.getByRole('button', { name: 'Hide' }).click();
      await expect(
        connect.getByRole('button', { name: /^Show the password of/ }),
      ).toBeVisible();
    });

    await test.step('run a statement', async () => {
      await tab(page, 'Console').click();
      const input = page.getByRole('textbox', {
        name: /^(Statement|Command)$/,
      });
      await input.fill(engine.statement);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(section(page, 'Result')).toContainText(engine.answer);
      await picture(page, testInfo, shot('console'));
    });

    await test.step('restart it', async () => {
      await tab(page, 'Overview').click();
      await operate(page, 'Restart');
      await expectHealthy(page);
    });

    await test.step('stop it and start it again', async () => {
      await operate(page, 'Stop');
      await expect(
        section(page, 'Status').getByText('Unknown or stopped'),
      ).toBeVisible();
      await operate(page, 'Start');
      await expectHealthy(page);
    });

    await test.step('read the ledger and the access', async () => {
      await tab(page, 'Operations').click();
      for (const kind of ['Create', 'Restart', 'Stop', 'Start']) {
        await expect(
          page
            .getByRole('row')
            .filter({ hasText: kind })
            .filter({ hasText: 'Succeeded' })
            .first(),
        ).toBeVisible();
      }
      await picture(page, testInfo, shot('operations'));
      await tab(page, 'Access').click();
      await expect(section(page, 'Users')).toBeVisible();
      await picture(page, testInfo, shot('access'));
    });

    await test.step('open the runbook', async () => {
      await tab(page, 'Docs').click();
      await expect(
        page.getByRole('heading', { name: 'Database runbooks' }).first(),
      ).toBeVisible({ timeout: 120_000 });
    });

    await test.step('see it in the list, in both languages', async () => {
      await sidebar(page, 'Databases').click();
      await expect(
        page.getByRole('row').filter({ hasText: name }),
      ).toContainText('Healthy');
      await picture(page, testInfo, shot('databases'));
      await page.getByRole('button', { name: '中文' }).click();
      await expect(
        page.getByRole('row').filter({ hasText: name }),
      ).toContainText('健康');
      await picture(page, testInfo, shot('databases-zh'));
      await page.getByRole('link', { name, exact: true }).click();
      await expect(tab(page, '概览')).toBeVisible();
      await picture(page, testInfo, shot('overview-zh'));
      await page.getByRole('button', { name: 'English' }).click();
      await expect(tab(page, 'Overview')).toBeVisible();
    });

    await test.step('delete it, which its dependants hold back', async () => {
      await page.getByRole('button', { name: 'Actions', exact: true }).click();
      await page.getByRole('menuitem', { name: /^Delete\b/ }).click();
      const dialog = page.getByRole('dialog');
      const confirm = dialog.getByRole('button', {
        name: 'Delete',
        exact: true,
      });
      await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
      await expect(confirm).toBeDisabled();
      await dialog.getByLabel('Delete it although others depend on it').check();
      await confirm.click();
      await expect(async () => {
        await page.goto('/dbaas');
        await expect(
          page.getByRole('table').or(page.getByText('No databases yet')),
        ).toBeVisible();
        await expect(
          page.getByRole('row').filter({ hasText: name }),
        ).toHaveCount(0, { timeout: 3_000 });
      }).toPass({ timeout: MADE_WITHIN });
    });
  });
}
