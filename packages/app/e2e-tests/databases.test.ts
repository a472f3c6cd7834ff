import { expect, test } from '@playwright/test';
import { Api, MADE_WITHIN } from './support/api';
import {
  engineCard,
  ENGINES,
  expectHealthy,
  fillRequest,
  nameOf,
  openAction,
  openMadeDatabase,
  openRequestForm,
  operate,
  submitRequest,
} from './support/database';
import {
  openAs,
  picture,
  row,
  section,
  sidebar,
  signInAs,
  tab,
} from './support/portal';

test.describe.configure({ mode: 'parallel' });

for (const [index, engine] of ENGINES.entries()) {
  const name = nameOf(engine);
  const first = index === 0;
  const shot = (what: string) => (first ? what : `${what}-${name}`);

  test(`a ${engine.name} database: requested, used, changed and deleted`, async ({
    page,
  }, testInfo) => {
    test.setTimeout(600_000);
    if (first) await signInAs(page, 'Alice');
    else await openAs(page, 'Alice', '/dbaas');

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
      ).toContainText('Quota');
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
      const entity = await new Api('Alice').call<{
        spec: { type: string };
        relations: Array<{ type: string; targetRef: string }>;
      }>(
        'GET',
        `/api/catalog/entities/by-name/resource/default/orders--${name}`,
      );
      expect(entity.spec.type).toBe('database');
      expect(entity.relations).toEqual(
        expect.arrayContaining([
          { type: 'partOf', targetRef: 'system:default/orders' },
          { type: 'ownedBy', targetRef: 'group:default/team-orders-leads' },
          { type: 'dependencyOf', targetRef: 'component:default/orders-api' },
        ]),
      );
    });

    await test.step('see how to connect, and its password on request', async () => {
      const connect = section(page, 'How to connect');
      await picture(page, testInfo, shot('overview'));
      for (const client of engine.clients) {
        await connect.getByRole('tab', { name: client, exact: true }).click();
        await expect(connect).toContainText(/127\.0\.0\.1|localhost/);
      }
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

    await test.step('read the ledger', async () => {
      await tab(page, 'Operations').click();
      for (const kind of ['Create', 'Restart', 'Stop', 'Start']) {
        await expect(
          row(page, kind).filter({ hasText: 'Succeeded' }).first(),
        ).toBeVisible();
      }
      await picture(page, testInfo, shot('operations'));
    });

    if (first) {
      await test.step('open the runbook', async () => {
        await tab(page, 'Docs').click();
        await expect(
          page.getByRole('heading', { name: 'Database runbooks' }).first(),
        ).toBeVisible({ timeout: 120_000 });
      });
    }

    await test.step('see it in the list', async () => {
      await sidebar(page, 'Databases').click();
      await expect(row(page, name)).toContainText('Healthy');
      await picture(page, testInfo, shot('databases'));
      if (first) {
        await page.getByRole('button', { name: '中文' }).click();
        await expect(row(page, name)).toContainText('健康');
        await picture(page, testInfo, 'databases-zh');
        await page.getByRole('link', { name, exact: true }).click();
        await expect(tab(page, '概览')).toBeVisible();
        await picture(page, testInfo, 'overview-zh');
        await page.getByRole('button', { name: 'English' }).click();
      } else {
        await page.getByRole('link', { name, exact: true }).click();
      }
      await expect(tab(page, 'Overview')).toBeVisible();
    });

    await test.step('delete it, which its dependants hold back', async () => {
      const dialog = await openAction(page, 'Delete');
      const confirm = dialog.getByRole('button', {
        name: 'Delete',
        exact: true,
      });
      await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
      await expect(dialog).toContainText('orders-api');
      await expect(confirm).toBeDisabled();
      await dialog.getByLabel('Delete it although others depend on it').check();
      await confirm.click();
      await expect(async () => {
        await page.goto('/dbaas');
        await expect(
          page.getByRole('table').or(page.getByText('No databases yet')),
        ).toBeVisible();
        await expect(row(page, name)).toHaveCount(0, { timeout: 3_000 });
      }).toPass({ timeout: MADE_WITHIN });
    });
  });
}
