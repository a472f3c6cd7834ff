import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, Page, TestInfo } from '@playwright/test';

/** The README's screenshots are made anew where PORTAL_SCREENSHOTS is set. */
const images = process.env.PORTAL_SCREENSHOTS
  ? resolve(__dirname, '../../../../docs/images')
  : undefined;

/** The catalog reads the sample people some seconds after the backend answers. */
const PEOPLE_TIMEOUT = 90_000;

/** The entry of the sidebar, in whichever language. */
export const sidebar = (page: Page, name: string) =>
  page.getByTestId('sidebar-root').getByRole('link', { name, exact: true });

/** Opens the portal and enters as one of the sample people. */
export async function signInAs(page: Page, person: string): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: `Enter as ${person}` })
    .click({ timeout: PEOPLE_TIMEOUT });
  await expect(sidebar(page, 'Databases')).toBeVisible();
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
  if (images) mkdirSync(images, { recursive: true });
  await page.screenshot({
    path: images ? join(images, file) : testInfo.outputPath(file),
    animations: 'disabled',
    caret: 'hide',
  });
}
