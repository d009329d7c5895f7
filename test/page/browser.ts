import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Whether the page can be tried here. In CI it has to be. */
export const canBrowse = existsSync(executablePath) || process.env['CI'] !== undefined;

export function startBrowser(): Promise<Browser> {
  const quiet = ['no-first-run', 'background-networking', 'component-update', 'sync', 'quic'];
  const args = quiet.map((what) => (what.startsWith('no-') ? `--${what}` : `--disable-${what}`));
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...args] });
}

export const address = `file://${join(import.meta.dirname, '../../dist/page.html')}`;

/** What a page has done that it should not: a request, a breach of its policy, an error. */
export type Misdeeds = readonly string[];

/** Opens the page from its file, as somebody does who has got it. */
export async function open(
  browser: Browser,
  options: BrowserContextOptions = {},
  hash = '',
): Promise<{ page: Page; misdeeds: Misdeeds }> {
  const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const misdeeds: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('file:') && !url.startsWith('blob:')) misdeeds.push(url);
  });
  page.on('console', (message) => misdeeds.push(message.text()));
  page.on('pageerror', (error) => misdeeds.push(String(error)));
  await page.goto(address + hash);
  await page.getByRole('heading', { name: 'lvsgen' }).waitFor();
  return { page, misdeeds };
}
