import { expect, Page, test } from '@playwright/test';
import { Api, unique } from './support/api';
import { engineCard, openRequestForm } from './support/database';
import { openAs } from './support/portal';

const preview = (page: Page) =>
  page.getByRole('group', { name: 'What would be made' });

test('the form of a request: quota and mistakes are told as one types, and what this machine cannot do', async ({
  page,
}) => {
  const dana = new Api('Dana');
  const tenant = unique('quota');
  await dana.tenant(tenant, {
    owner: 'user:default/alice',
    members: [],
    cpuMillis: 2000,
  });
  await openAs(page, 'Alice', '/dbaas');
  await openRequestForm(page);

  await page.getByRole('button', { name: /^Tenant/ }).click();
  await page.getByRole('option', { name: tenant }).click();
  await engineCard(page, { name: 'PostgreSQL' }).click();

  await test.step('a size over the quota is told at once, and one within it', async () => {
    await page
      .getByRole('radiogroup', { name: 'Size of a member' })
      .getByRole('radio', { name: /Custom/ })
      .click();
    const cpu = page.getByLabel('CPU (cores)');
    await cpu.fill('1.5');
    await expect(preview(page)).toContainText('0.5 CPU left');
    await cpu.fill('3');
    await expect(preview(page)).toContainText('1 CPU too much');
    await cpu.fill('0.5');
    await expect(preview(page)).toContainText('1.5 CPU left');
    await page.getByLabel('Memory (MiB)').fill('1');
    await expect(
      page.getByText('At least', { exact: false }).first(),
    ).toBeVisible();
    await page.getByLabel('Memory (MiB)').fill('256');
  });

  await test.step('a name that is not one', async () => {
    const name = page.getByRole('textbox', { name: 'Name' }).first();
    await name.fill('No Good');
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await name.fill('quota-trial');
    await expect(name).toHaveAttribute('aria-invalid', 'false');
  });

  await test.step('a parameter out of its range', async () => {
    await page.getByRole('button', { name: /^Show \d+ parameters$/ }).click();
    await page.getByLabel('Search parameters').fill('max_connections');
    const field = page.getByRole('textbox', { name: /^max_connections/ });
    await field.fill('0');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill('50');
    await expect(field).toHaveAttribute('aria-invalid', 'false');
  });

  await test.step('what would be made, step by step', async () => {
    await expect(preview(page)).toContainText('Steps');
    await expect(preview(page).getByRole('listitem').first()).toBeVisible();
  });

  await test.step('what this machine cannot do, with its cure', async () => {
    const { engines, offers } = await dana.call<{
      engines: Array<{
        id: string;
        name: string;
        versions: Array<{ id: string; name: string }>;
      }>;
      offers: Array<{
        engine: string;
        available: { available: boolean };
        versions: Array<{
          id: string;
          availability: {
            available: boolean;
            reason?: { text: { en: string }; cure?: { en: string } };
          };
        }>;
      }>;
    }>('GET', '/engines');
    const missing = offers
      .filter(offer => offer.available.available)
      .flatMap(offer =>
        offer.versions.map(version => ({ ...version, engine: offer.engine })),
      )
      .find(({ availability }) => !availability.available);
    const engine = engines.find(({ id }) => id === missing?.engine);
    // A machine with every version of every engine has nothing to show here.
    if (!missing || !engine) return;
    await engineCard(page, engine).click();
    const version = engine.versions.find(({ id }) => id === missing.id);
    const card = page
      .getByRole('radiogroup', { name: 'Version' })
      .getByRole('radio')
      .filter({ hasText: version?.name ?? missing.id })
      .filter({ hasText: missing.availability.reason?.text.en });
    await expect(card).toHaveAttribute('aria-disabled', 'true');
    await expect(card).toContainText(
      missing.availability.reason?.cure?.en ?? '',
    );
    // A click that Playwright would not do, as the card says that it is disabled.
    await card.dispatchEvent('click');
    await expect(card).toHaveAttribute('aria-checked', 'false');
  });
});
