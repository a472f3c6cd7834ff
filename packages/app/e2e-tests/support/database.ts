import { expect, Locator, Page } from '@playwright/test';
import { MADE_WITHIN } from './api';
import { section } from './portal';

/** What the test has to know of an engine; the form knows the rest. */
export type Engine = {
  /** As the form calls it. */
  name: string;
  /** Taken where it is there; else the one that the form proposes. */
  version?: string;
  statement: string;
  /** What the first row of its answer holds. */
  answer: string | RegExp;
  /** For whom the page says how to connect. */
  clients: string[];
};

export const ENGINES: Engine[] = [
  {
    name: 'PostgreSQL',
    statement: "select 'it ' || 'works' as answer",
    answer: 'it works',
    clients: ['psql', 'URI', 'JDBC', 'Node.js', 'Environment'],
  },
  {
    name: 'MariaDB',
    statement: "select concat('it ', 'works') as answer",
    answer: 'it works',
    clients: ['mariadb', 'JDBC', 'Node.js', 'Environment'],
  },
  {
    name: 'Redis',
    version: 'Redis 7',
    statement: 'ECHO it-works',
    answer: 'it-works',
    clients: ['redis-cli', 'Node.js', 'Python', 'Environment'],
  },
];

export const nameOf = (engine: Engine) =>
  `shop-${engine.name.toLowerCase().replace(/[^a-z]/g, '')}`;

/** Waits until the operation that is being followed has ended. */
export async function followed(page: Page, state = 'Succeeded'): Promise<void> {
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(state, { exact: true }).first()).toBeVisible({
    timeout: MADE_WITHIN,
  });
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
}

/** Create → Request a database, up to the form. */
export async function openRequestForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Create', exact: true }).first().click();
  await page
    .locator('.MuiCard-root')
    .filter({ hasText: 'Request a database' })
    .getByRole('button', { name: 'Choose' })
    .click();
  await expect(page.getByRole('radiogroup', { name: 'Engine' })).toBeVisible();
}

/** The engine's card; without its server on this machine it cannot be chosen. */
export const engineCard = (
  page: Page,
  engine: Pick<Engine, 'name'>,
  group = 'Engine',
): Locator =>
  page
    .getByRole('radiogroup', { name: group, exact: true })
    .getByRole('radio', { name: new RegExp(`^\\W*${engine.name}\\b`) });

/** Fills what is needed and leaves the rest as it is proposed. */
export async function fillRequest(page: Page, engine: Engine): Promise<void> {
  // Other tests make Alice a member of tenants of theirs.
  await page.getByRole('button', { name: /^Tenant/ }).click();
  await page.getByRole('option', { name: 'Orders', exact: true }).click();
  await engineCard(page, engine).click();
  if (engine.version) {
    const version = engineCard(page, { name: engine.version }, 'Version');
    await expect(version).toBeVisible();
    if ((await version.getAttribute('aria-disabled')) !== 'true') {
      await version.click();
    }
  }
  await page
    .getByRole('textbox', { name: 'Name', exact: false })
    .first()
    .fill(nameOf(engine));
  await page
    .getByLabel('What it is for')
    .fill(`The orders of the shop, in ${engine.name}`);
  await page
    .getByLabel('Component that depends on it')
    .fill('component:default/orders-api');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('component:default/orders-api')).toBeVisible();
}

/** Review → Create, and wait on the task's page until both steps are there. */
export async function submitRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  // By the keyboard: word of another test's databases may lie on it.
  await page
    .getByRole('button', { name: 'Create', exact: true })
    .press('Enter');
  await expect(page.getByText('Make it and try it')).toBeVisible();
}

export async function openMadeDatabase(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: 'Open the database' })
    .click({ timeout: MADE_WITHIN });
  // The catalog shows it some seconds after it was made; until then there is
  // nothing, or what had its name before.
  await expect(async () => {
    if (!(await section(page, 'Status').isVisible())) await page.reload();
    await expect(section(page, 'Status')).toBeVisible({ timeout: 8_000 });
  }).toPass({ timeout: 120_000 });
}

/** Actions → the kind; its dialog. */
export async function openAction(page: Page, kind: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}\\b`) }).click();
  return page.getByRole('dialog');
}

/** Presses the button of a dialog that starts an operation, and follows it. */
export async function confirmAndFollow(
  page: Page,
  label: string,
  state?: string,
): Promise<void> {
  const confirm = page
    .getByRole('dialog')
    .getByRole('button', { name: label, exact: true });
  await confirm.click();
  // For a moment the dialog that goes and the one that follows are both there.
  await expect(confirm).toHaveCount(0);
  await followed(page, state);
}

/** Actions → the kind → its dialog, up to its end. */
export async function operate(
  page: Page,
  kind: string,
  options: {
    fill?: (dialog: Locator) => Promise<void>;
    state?: string;
  } = {},
): Promise<void> {
  const dialog = await openAction(page, kind);
  await options.fill?.(dialog);
  await confirmAndFollow(page, kind, options.state);
}

export async function expectHealthy(page: Page): Promise<void> {
  await expect(
    section(page, 'Status').getByText('Healthy', { exact: true }),
  ).toBeVisible({ timeout: 60_000 });
}
