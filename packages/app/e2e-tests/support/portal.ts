import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, Locator, Page, TestInfo } from '@playwright/test';
import { Api, OWN_PAGE, PersonName, signInUrl } from './api';

/** The pictures that documents show are made anew where PORTAL_SCREENSHOTS is set. */
const images = process.env.PORTAL_SCREENSHOTS
  ? resolve(__dirname, '../../../../docs/images')
  : undefined;

/** The catalog reads the sample people some seconds after the backend answers. */
const PEOPLE_TIMEOUT = 90_000;

/** The entry of the sidebar, in whichever language. */
export const sidebar = (page: Page, name: string) =>
  page.getByTestId('sidebar-root').getByRole('link', { name, exact: true });

/** A tab of an entity's page; they are links, as each has an address. */
export const tab = (page: Page, name: string): Locator =>
  page.getByRole('main').getByRole('link', { name, exact: true }).first();

/** A titled part of a page. */
export const section = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: title, exact: true });

/** A row of a table by what stands in it. */
export const row = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('row').filter({ hasText: text });

/** Opens the portal and enters as one of the sample people, as a person does. */
export async function signInAs(page: Page, person: PersonName): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: `Enter as ${person}` })
    .click({ timeout: PEOPLE_TIMEOUT });
  await expect(sidebar(page, 'Databases')).toBeVisible();
}

/** Opens a page as somebody who signed in before. */
export async function openAs(
  page: Page,
  person: PersonName,
  path: string,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const url = signInUrl(person);
        const answer = await page.request.post(url, { headers: OWN_PAGE });
        return answer.status();
      },
      { timeout: PEOPLE_TIMEOUT },
    )
    .toBe(200);
  await page.goto(path);
  await expect(
    page.getByTestId('sidebar-root').getByRole('link').first(),
  ).toBeVisible();
}

/** Opens a tab of the page of a database that the catalog will show soon. */
export async function openDatabase(
  page: Page,
  person: PersonName,
  entityName: string,
  path = '',
): Promise<void> {
  await new Api(person).inCatalog(entityName);
  await openAs(page, person, `/catalog/default/resource/${entityName}${path}`);
}

/** Leaves, so that somebody else can enter. */
export async function signOut(page: Page): Promise<void> {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'more', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(
    page.getByRole('heading', { name: 'Who would you like to be?' }),
  ).toBeVisible({ timeout: PEOPLE_TIMEOUT });
}

/** Keeps a picture of the page: for the README, or with the test's results. */
export async function picture(
  page: Page,
  testInfo: TestInfo,
  name: string,
): Promise<void> {
  // Nothing that moves or floats belongs on it.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  const file = `${name}.png`;
  const shown = images && join(images, file);
  await page.screenshot({
    path: shown && existsSync(shown) ? shown : testInfo.outputPath(file),
    animations: 'disabled',
    caret: 'hide',
  });
}
