import { defineConfig } from '@playwright/test';
import { generateProjects } from '@backstage/e2e-test-utils/playwright';

/**
 * The browser tests of `packages/app/e2e-tests`. `./portal test --only e2e` starts
 * a portal with empty data, names it in PLAYWRIGHT_URL and brings the browser;
 * without it, a portal that runs on the usual port is used.
 */
export default defineConfig({
  // Bounds against hanging, not of speed: other work may load the machine.
  timeout: 600_000,
  expect: { timeout: 90_000 },
  forbidOnly: Boolean(process.env.CI),
  // Each file has tenants of its own, so that two can share the portal and its
  // machine; pictures are taken of what one test alone has made.
  workers: process.env.PORTAL_SCREENSHOTS ? 1 : 2,
  fullyParallel: false,
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: process.env.PLAYWRIGHT_URL ?? 'http://localhost:3000',
    actionTimeout: 90_000,
    navigationTimeout: 90_000,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PORTAL_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  outputDir: 'node_modules/.cache/e2e-test-results',
  projects: (generateProjects() ?? []).map(project => ({
    ...project,
    use: { ...project.use, channel: undefined },
  })),
});
