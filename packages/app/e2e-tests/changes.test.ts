import { expect, Page, test } from '@playwright/test';
import { Api, unique } from './support/api';
import {
  confirmAndFollow,
  expectHealthy,
  openAction,
  operate,
} from './support/database';
import { openDatabase, section, tab } from './support/portal';

const TENANT = unique('changes');

const members = (page: Page) =>
  section(page, 'Members').getByRole('row').filter({ hasText: /pg-\d/ });

/** The first version whose server has TLS, as the form knows it. */
async function versionWithTls(api: Api): Promise<string | undefined> {
  type Availability = { available: boolean };
  const { offers } = await api.call<{
    offers: Array<{
      engine: string;
      versions: Array<{
        id: string;
        availability: Availability;
        tls?: Availability;
      }>;
    }>;
  }>('GET', '/engines');
  return offers
    .filter(offer => offer.engine === 'postgresql')
    .flatMap(offer => offer.versions)
    .find(version => version.availability.available && version.tls?.available)
    ?.id;
}

test('a database with a replica and TLS: switched over, grown, shrunk, sized and set', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await new Api('Dana').tenant(TENANT);
  const alice = new Api('Alice');
  const secure = await versionWithTls(alice);
  const uid = await alice.database({
    name: 'cluster',
    tenant: TENANT,
    topology: 'replication',
    members: 2,
    ...(secure && { version: secure, tls: true }),
  });
  await openDatabase(page, 'Alice', `${TENANT}--cluster`);
  await expectHealthy(page);

  await test.step('TLS is on', async () => {
    if (!secure) return;
    const tls = section(page, 'Details').getByText('TLS', { exact: true });
    await expect(tls.locator('xpath=following-sibling::*[1]')).toHaveText(
      'Yes',
    );
  });

  await test.step('switch over', async () => {
    const primary = members(page).filter({ hasText: 'Primary' });
    await expect(members(page)).toHaveCount(2);
    const before = await primary.innerText();
    await operate(page, 'Switch over');
    await expectHealthy(page);
    await expect(primary).not.toContainText(before.split(/\s/)[0]);
    await expect(members(page).filter({ hasText: 'Replica' })).toHaveCount(1);
  });

  for (const count of [3, 2]) {
    await test.step(`change to ${count} members`, async () => {
      await operate(page, 'Change number of members', {
        fill: dialog =>
          dialog.getByLabel('Number of members').fill(String(count)),
      });
      await expectHealthy(page);
      await expect(members(page)).toHaveCount(count);
    });
  }

  await test.step('change its size', async () => {
    await operate(page, 'Change size', {
      fill: async dialog => {
        await dialog.getByLabel('Memory (MiB)').fill('300');
        await expect(dialog).toContainText('Quota at This machine');
      },
    });
    await expectHealthy(page);
    await expect(section(page, 'Details')).toContainText('300 MiB');
  });

  await test.step('set a parameter, which the server then has', async () => {
    await operate(page, 'Change parameters', {
      fill: async dialog => {
        await dialog.getByLabel('Search parameters').fill('work_mem');
        await dialog.getByRole('textbox', { name: /^work_mem/ }).fill('8192');
      },
    });
    await expect(section(page, 'Details')).toContainText('work_mem = 8192');
    await tab(page, 'Console').click();
    const run = async (statement: string) => {
      await page.getByRole('textbox', { name: 'Statement' }).fill(statement);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
    };
    await run('show work_mem');
    await expect(section(page, 'Result')).toContainText('8MB');
    await run('show ssl');
    await expect(section(page, 'Result')).toContainText(secure ? 'on' : 'off');
  });

  await test.step('databases and users: who can do what here, until when', async () => {
    await tab(page, 'Access').click();
    await section(page, 'Databases')
      .getByRole('button', { name: 'Create database' })
      .click();
    await page.getByLabel('Name of the database').fill('reports');
    await confirmAndFollow(page, 'Create database');
    await expect(section(page, 'Databases')).toContainText('reports');

    await section(page, 'Users')
      .getByRole('button', { name: 'Create user' })
      .click();
    await page.getByLabel('Name of the user').fill('reader');
    await page.getByLabel('Valid until').fill('2099-01-01T00:00');
    await confirmAndFollow(page, 'Create user');
    const reader = section(page, 'Users').getByRole('row', { name: /^reader/ });
    await expect(reader).toContainText('Active');
    await expect(reader).not.toContainText('no end');

    const choose = async (what: string) => {
      await page.getByRole('button', { name: 'Actions for reader' }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await choose('Rotate password');
    await confirmAndFollow(page, 'Rotate password');
    await choose('Lock');
    await confirmAndFollow(page, 'Lock');
    await expect(reader).toContainText('Locked');
    await choose('Drop');
    await page.getByLabel('Type reader to confirm').fill('reader');
    await confirmAndFollow(page, 'Drop user');
    await expect(reader).toHaveCount(0);
  });

  await test.step('extend its lifetime and protect it: then it refuses to go', async () => {
    await tab(page, 'Overview').click();
    const details = section(page, 'Details');
    await details.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit details' });
    await dialog.getByLabel('Ends on').fill('2099-12-31T12:00');
    await dialog.getByLabel('Days of grace').fill('3');
    await dialog.getByLabel('Protect', { exact: false }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(details).toContainText('2099');
    await expect(details).toContainText('3 days of grace');
    await expect(details).toContainText('Protected: it cannot be deleted');

    const removal = await openAction(page, 'Delete').catch(() => undefined);
    if (removal) {
      await removal.getByLabel('Type cluster to confirm').fill('cluster');
      await expect(removal.getByRole('alert')).toContainText('It is protected');
      await expect(
        removal.getByRole('button', { name: 'Delete', exact: true }),
      ).toBeDisabled();
    }
    const answer = await alice.send('POST', `/instances/${uid}/operations`, {
      kind: 'delete',
      input: { confirm: 'cluster' },
    });
    expect(answer.status).toBe(409);
  });
});
