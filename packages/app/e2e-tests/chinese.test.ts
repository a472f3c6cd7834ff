import { expect, Page, test } from '@playwright/test';
import { Api, MADE_WITHIN, unique } from './support/api';
import { openAs, picture, row, section, sidebar, tab } from './support/portal';

/** Words of the English pages; names, code and what people typed may be English. */
const ENGLISH =
  /\b(Overview|Operations?|Access|Console|Databases?|Healthy|Degraded|Actions?|Delete|Create|Edit|Owner|Tenants?|Environment|Development|Lifetime|Protected|Members?|Primary|Replica|Status|Details|Password|Show|Hide|Save|Cancel|Search|Filters?|Loading|Quota|Steps?|Succeeded|Running|Failed|Waiting|Review|Next|Back|Users?|Grants?|Size|Locations?|Versions?|Engine|Topology|Parameters?|Storage|Memory|Nothing|Components?|Statement|Results?|Rows?|Revision|Uptime|Ready|Restarts?|Since|Until|Who|When|The|This|That|With|From|Not|Are|Has|Wait|Make|Connect)\b/i;

/**
 * What people name, and what programs are called. An entity's type and the label
 * of a snippet are one text for all languages.
 */
const NAMES =
  /TLS|psql|URI|JDBC|Node\.js|Database Portal|^database$|^Environment$|^[a-z0-9]+([-:/][a-z0-9]+)+$/;

/** What a person reads on the page, without what is code. */
async function linesOf(page: Page): Promise<string[]> {
  return page.locator('body').evaluate(body => {
    const skipped =
      'code, pre, textarea, style, script, noscript, title, option';
    const lines: string[] = [];
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.nodeValue?.trim() ?? '';
      if (text && !walk.currentNode.parentElement?.closest(skipped)) {
        lines.push(text);
      }
    }
    return lines;
  });
}

/** Texts that are in both languages at once, as those of templates, are Chinese. */
const isEnglish = (line: string) =>
  !/[\u4e00-\u9fff]/.test(line) && ENGLISH.test(line) && !NAMES.test(line);

/** Softly, so that one run tells of all that is left. */
async function expectChinese(page: Page): Promise<void> {
  await expect
    .poll(async () =>
      (await linesOf(page)).some(line => /[\u4e00-\u9fff]/.test(line)),
    )
    .toBe(true);
  await expect
    .configure({ soft: true })
    .poll(async () => (await linesOf(page)).filter(isEnglish), {
      timeout: 20_000,
    })
    .toEqual([]);
}

test('the newcomer’s path in Chinese, with nothing left in English', async ({
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  // Tom, whom no other test lets have failures: notifications pop up on his page.
  const tenant = unique('dingdan');
  const name = unique('shuju');
  await new Api('Dana').tenant(tenant, {
    owner: 'user:default/tom',
    members: [],
  });
  await openAs(page, 'Tom', `/dbaas?tenant=${tenant}`);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(sidebar(page, '数据库')).toBeVisible();
  await expectChinese(page);

  await test.step('request it', async () => {
    await page.goto('/create/templates/default/request-database');
    await page
      .getByRole('radiogroup', { name: '引擎' })
      .getByRole('radio', { name: /PostgreSQL/ })
      .click();
    await page.getByRole('button', { name: /^租户/ }).click();
    await page.getByRole('option', { name: tenant }).click();
    await page.getByRole('textbox', { name: '名称' }).first().fill(name);
    await expect(
      page.getByRole('group', { name: '将会创建的内容' }),
    ).toContainText('配额');
    await expectChinese(page);
    await picture(page, testInfo, 'request-zh');
    await page.getByRole('button', { name: '检查' }).click();
    // By the keyboard: word of another test's databases may lie on it.
    await page
      .getByRole('button', { name: '创建', exact: true })
      .press('Enter');
    await page
      .getByRole('link', { name: /打开数据库/ })
      .click({ timeout: MADE_WITHIN });
  });

  await test.step('use it', async () => {
    await expect(async () => {
      if (!(await section(page, '状态').isVisible())) await page.reload();
      await expect(section(page, '状态')).toBeVisible({ timeout: 8_000 });
    }).toPass({ timeout: 120_000 });
    await expect(section(page, '状态').getByText('健康')).toBeVisible();
    await expectChinese(page);
    await tab(page, '控制台').click();
    await page.getByRole('textbox', { name: /^语句$/ }).fill('select 1 as n');
    await page.getByRole('button', { name: '执行', exact: true }).click();
    await expect(section(page, '结果')).toContainText('1');
    await expectChinese(page);
    for (const title of ['操作', '访问']) {
      await tab(page, title).click();
      await expectChinese(page);
    }
    await page
      .getByRole('link', { name: /^文档$/ })
      .last()
      .click();
    await expect(
      page
        .getByRole('heading', { name: /数据库运行手册|Database runbooks/ })
        .first(),
    ).toBeVisible({ timeout: 120_000 });
  });

  await test.step('the pages about all of them', async () => {
    for (const title of ['数据库', '租户', '平台', '操作', '审计']) {
      await sidebar(page, title).click();
      await expect(
        page.getByRole('heading', { name: title, exact: true }).first(),
      ).toBeVisible();
      await expectChinese(page);
    }
    await sidebar(page, '数据库').click();
    await expect(row(page, name)).toContainText('健康');
  });

  await test.step('delete it', async () => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: '操作', exact: true }).click();
    await page.getByRole('menuitem', { name: /^删除/ }).click();
    const dialog = page.getByRole('dialog');
    expect((await dialog.innerText()).split('\n').filter(isEnglish)).toEqual(
      [],
    );
    await dialog.getByRole('textbox').fill(name);
    const confirm = dialog.getByRole('button', {
      name: '删除实例',
      exact: true,
    });
    await confirm.click();
    await expect(confirm).toHaveCount(0);
    await page.goto(`/dbaas?tenant=${tenant}`);
    await expect(sidebar(page, '数据库')).toBeVisible();
    await expectChinese(page);
    await expect(row(page, name)).toHaveCount(0, { timeout: MADE_WITHIN });
  });
});
