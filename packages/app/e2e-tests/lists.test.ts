import { expect, test } from '@playwright/test';
import { Api, MADE_WITHIN, unique } from './support/api';
import { openAs, row } from './support/portal';

const TENANT = unique('lists');
const names = ['list-alpha', 'list-bravo', 'list-carol'];

test('the list of databases: empty, filled without a reload, searched, filtered, sorted and paged', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await new Api('Dana').tenant(TENANT);
  const alice = new Api('Alice');
  await openAs(page, 'Alice', `/dbaas?tenant=${TENANT}`);
  await expect(page.getByText('Nothing matches the filters')).toBeVisible();

  await test.step('what others make appears by itself', async () => {
    const made = names.map((name, index) =>
      alice.database({
        name,
        tenant: TENANT,
        environment: index === 0 ? 'test' : 'development',
      }),
    );
    for (const name of names) {
      await expect(row(page, name)).toBeVisible({ timeout: MADE_WITHIN });
    }
    await Promise.all(made);
    for (const name of names) {
      await expect(row(page, name)).toContainText('Healthy', {
        timeout: MADE_WITHIN,
      });
    }
  });

  await test.step('search', async () => {
    const search = page.getByLabel('Search by name, tenant or description');
    await search.fill('bravo');
    await expect(row(page, 'list-alpha')).toHaveCount(0);
    await expect(row(page, 'list-bravo')).toBeVisible();
    await search.fill('');
    await expect(row(page, 'list-alpha')).toBeVisible();
  });

  await test.step('filter', async () => {
    await page
      .getByRole('button', { name: /^Environment/ })
      .first()
      .click();
    await page.getByRole('option', { name: 'Test' }).click();
    await page.keyboard.press('Escape');
    await expect(row(page, 'list-bravo')).toHaveCount(0);
    await expect(row(page, 'list-alpha')).toBeVisible();
    // The address keeps it, so that it can be shared.
    await page.reload();
    await expect(row(page, 'list-alpha')).toBeVisible();
    await expect(row(page, 'list-bravo')).toHaveCount(0);
  });

  await test.step('sort, and page by page', async () => {
    // Pages of one row, so that three databases are three pages of the backend.
    let pages = 0;
    await page.route(/\/api\/dbaas\/v1\/instances\?/, route => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '1');
      pages++;
      return route.continue({ url: url.href });
    });
    await page.goto(`/dbaas?tenant=${TENANT}`);
    for (const name of names) await expect(row(page, name)).toBeVisible();
    expect(pages).toBeGreaterThanOrEqual(3);
    const order = () =>
      page.getByRole('row').filter({ hasText: 'list-' }).allInnerTexts();
    const sortedByName = async (wanted: string[]) =>
      expect
        .poll(async () =>
          (await order()).map(text => /list-\w+/.exec(text)?.[0]),
        )
        .toEqual(wanted);
    await page.getByRole('button', { name: 'Sort by Name' }).click();
    const header = page.getByRole('columnheader', { name: /Name/ });
    await expect(header).toHaveAttribute('aria-sort', /.+/);
    const ascending =
      (await header.getAttribute('aria-sort')) === 'ascending'
        ? names
        : [...names].reverse();
    await sortedByName(ascending);
    await page.getByRole('button', { name: 'Sort by Name' }).click();
    await sortedByName([...ascending].reverse());
  });
});

for (const [path, api] of [
  ['/dbaas', 'instances'],
  ['/tenants', 'tenants'],
  ['/operations', 'operations'],
] as const) {
  test(`${path} says what to do when the backend fails, and when one may not see it`, async ({
    page,
  }) => {
    let status = 500;
    await page.route(new RegExp(`/api/dbaas/v1/${api}(\\?|$)`), route =>
      status === 200
        ? route.continue()
        : route.fulfill({
            status,
            json: {
              error: {
                name: status === 403 ? 'NotAllowedError' : 'Error',
                message: 'no',
              },
              response: { statusCode: status },
            },
          }),
    );
    await openAs(page, 'Alice', path);
    await expect(
      page.getByText('The backend failed.', { exact: false }),
    ).toBeVisible();
    status = 403;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(
      page.getByText('You may not see this.', { exact: false }),
    ).toBeVisible();
    status = 200;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(
      page.getByText('You may not see this.', { exact: false }),
    ).toHaveCount(0);
    await expect(page.getByText('This could not be loaded')).toHaveCount(0);
  });
}
