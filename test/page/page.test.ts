// The page in a real browser, from the file that is published.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../src/report/index.ts';
import { lvsgen } from '../commands/lvsgen.ts';
import { canBrowse, type Misdeeds, open, startBrowser } from './browser.ts';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true };

describe.runIf(canBrowse)('in Chromium', () => {
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;
  const folder = mkdtempSync(join(tmpdir(), 'lvsgen-page-'));
  beforeAll(async () => {
    browser = await startBrowser();
    ({ page, misdeeds } = await open(browser));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const field = (name: string) => page.getByLabel(name, { exact: true });
  const like = (name: string) => page.getByLabel(name);
  const row = (group: string, name: string) =>
    page.getByRole('group', { name: group }).getByLabel(name);
  const press = (name: string) => page.getByRole('button', { name }).click();
  const openTab = (name: string) => page.getByRole('radio', { name }).click();
  const yaml = (): Promise<string> => field('Config, in YAML').inputValue();
  const type = (text: string) => field('Config, in YAML').fill(text);

  it('opens with the four-line cluster and what that renders to', async () => {
    expect((await yaml()).trimEnd().split('\n')).toHaveLength(5);
    expect(await page.getByRole('radio', { name: '/etc/rc.d/init.d/lvs-web' }).count()).toBe(2);
    await expect(page.locator('figure pre').innerText()).resolves.toContain('192.168.10.12/32');
  });

  // In this order: each goes on where the one before has ended.
  it.each<[what: string, act: () => Promise<unknown>, shown: RegExp]>([
    ['a VIP', () => like('VIPs, one').fill('10.0.9.1\n10.0.9.2\n'), /vips: \[10.0.9.1, 10.0.9.2\]/],
    ['a system', () => field('el9').check(), /targets: \[el6, el7, el9\]/],
    ['no system', () => field('el6').uncheck(), /targets: \[el7, el9\]/],
    [
      'a director',
      () => like('Render the director').check(),
      /director:\n {6}targets: \[el7, el9\]/,
    ],
    ['its interface', () => field('Interface of the VIPs').fill('bond0'), /interface: bond0\n/],
    ['its systems', () => row('systems of the director', 'el7').uncheck(), /targets: \[el9\]/],
    ['a pair', () => like('A pair of directors').check(), /virtualRouterId: 51/],
    ['its number', () => field('Virtual router id').fill('7'), /virtualRouterId: 7\n/],
    [
      'one of them',
      () => like('Other director: lb2').fill('10.0.9.9'),
      /lb2: { address: 10.0.9.9 }/,
    ],
    ['no pair', () => like('A pair of directors').uncheck(), /interface: bond0\n {6}services:/],
    ['a service', () => press('Add a service'), /- { port: 443 }/],
    ['its port', () => row('Services 2', 'Port').fill('53'), /- { port: 53 }/],
    ['protocol', () => row('Services 2', 'Protocol').selectOption('udp'), /protocol: udp }/],
    ['scheduler', () => row('Services 2', 'Scheduler').selectOption('rr'), /scheduler: rr }/],
    ['its persistence', () => row('Services 2', 'Persist').fill('60'), /rr, persistence: 60 }/],
    ['no service', () => press('Remove: Services 1'), /services:\n {8}- { port: 53/],
    ['a real server', () => press('Add a real server'), /- { address: 10.0.9.23 }/],
    ['its weight', () => row('Real servers 3', 'Weight').fill('5'), /10.0.9.23, weight: 5 }/],
    ['its address', () => row('Real servers 3', 'Address').fill('10.0.9.33'), /9.33, weight: 5 }/],
    [
      'no real server',
      () => press('Remove: Real servers 1'),
      /realServers:\n +- { address: 10.0.9.22/,
    ],
    ['NAT', () => like('NAT:').check(), /mode: nat\n[^]*gateway: 10.0.0.1/],
    ['the gateway', () => like('Gateway of').fill('10.0.9.250'), /gateway: 10.0.9.250\n/],
    ['the inside', () => like('Interface towards').fill('eth1'), /insideInterface: eth1\n/],
    ['a port', () => row('Real servers 1', 'Port').fill('8080'), /10.0.9.22, port: 8080 }/],
    ['no keys of NAT', () => like('Tunnel:').check(), /^(?![^]*(?:gateway|8080))[^]*mode: tun\n/],
    ['the name', () => field('Name').fill('shop'), /^clusters:\n {2}shop:\n/],
    ['another cluster', () => press('Add a cluster'), /\n {2}web:\n {4}mode: dr\n/],
    ['no other cluster', () => press('Remove this cluster'), /^(?![^]*\n {2}web:)/],
    ['no director', () => like('Render the director').uncheck(), /targets: \[el7, el9\]\n$/],
  ])('the form writes %s into the YAML', async (_, act, shown) => {
    await act();
    expect(await yaml()).toMatch(shown);
    expect(await page.getByRole('status').innerText()).not.toContain('Errors');
  });

  it('keeps comments, and shows in the form what is typed into the YAML', async () => {
    const text =
      '# ours\nclusters:\n  a: # the first\n    mode: dr # so far\n    vips:\n      - 10.0.0.1 # one\n    targets: [el8]\n';
    await type(text);
    expect(await field('VIPs, one a line').inputValue()).toBe('10.0.0.1');
    expect(await field('el8').isChecked()).toBe(true);
    expect(await field('Name').inputValue()).toBe('a');
    await field('el9').check();
    await field('VIPs, one a line').fill('10.0.0.1\n10.0.0.2');
    await like('Tunnel:').check();
    for (const comment of [
      '# ours',
      '# the first',
      'tun # so far',
      '- 10.0.0.1 # one',
      '[el8, el9]',
    ]) {
      expect(await yaml()).toContain(comment);
    }
  });

  it('tells what the command line tells, at its line, and keeps what was rendered', async () => {
    const text = 'clusters:\n  a:\n    mode: dr\n    vips: [10.0.0.300]\n    targts: [el8]\n';
    await type(text);
    writeFileSync(join(folder, 'lvsgen.yaml'), text);
    const { stderr } = await lvsgen(folder, ['check']);
    const told = page.locator('#yaml-told li');
    const count = await told.count();
    expect(count).toBeGreaterThan(1);
    for (let index = 0; index < count; index += 1) {
      const [line = '', ...rest] = (await told.nth(index).innerText()).split('\n');
      expect(stderr).toContain(`lvsgen.yaml:${line.replace('Line ', '')}:`);
      for (const part of rest.filter((one) => one !== '')) expect(stderr).toContain(part);
    }
    await press('Line 4');
    expect(await page.evaluate('getSelection().toString()')).toContain('vips: [10.0.0.300]');
    expect(await field('VIPs, one a line').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('status').innerText()).toMatch(/^Errors: \d/);
    expect(await page.locator('.stale').count()).toBe(1);
  });

  it('downloads what the command line renders, byte for byte', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../lvsgen.yaml'), 'utf8');
    await type(text);
    await openTab('Put on hosts');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all' }).click(),
    ]);
    execFileSync('tar', ['-C', folder, '-xf', await download.path()]);
    const { stdout, stderr, code } = await lvsgen(folder, ['check', '--config', 'lvsgen.yaml']);
    expect({ stdout, code }, stderr).toEqual({ stdout: '', code: 0 });
    expect(readFileSync(join(folder, 'lvsgen.yaml'), 'utf8')).toBe(text);
    const there = join(import.meta.dirname, '../../generated');
    expect(execFileSync('diff', ['-r', join(folder, 'generated'), there]).toString()).toBe('');
  });

  it('draws each cluster, tells it in words and copies', async () => {
    await openTab('Drawing');
    expect(await page.getByRole('figure').count()).toBe(5);
    expect(await page.getByRole('figure', { name: 'web, VS/DR' }).innerText()).toMatch(
      /clients[^]*request to a VIP[^]*192\.168\.10\.12[^]*new MAC[^]*VIPs on lo[^]*reply from/,
    );
    expect(await page.getByRole('figure', { name: 'legacy' }).innerText()).toContain('gateway');
    await openTab('In words');
    const { stdout } = await lvsgen(folder, ['explain']);
    expect(await page.locator('figure pre').innerText()).toBe(stdout);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press('Copy');
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(stdout);
  });

  it('goes from tab to tab by arrow keys', async () => {
    await openTab('In words');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: 'Drawing', checked: true }).count()).toBe(1);
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.parentElement.innerText')).toBe('Files');
  });

  it('shows the same by a link', async () => {
    await openTab('shop/real-server/el9 /usr/sbin');
    // The address follows a little later.
    const file = /file=.*%2Fusr%2Fsbin%2Flvs-shop$/;
    await expect.poll(() => page.url(), { interval: 20 }).toMatch(file);
    const other = await open(browser, {}, new URL(page.url()).hash);
    expect(other.misdeeds).toEqual([]);
    expect(await other.page.getByLabel('Config, in YAML').inputValue()).toBe(await yaml());
    const chosen = await other.page.locator('label:has([type=radio]:checked)').allInnerTexts();
    expect(chosen.join('\n')).toContain('/usr/sbin/lvs-shop');
    await other.page.context().close();
  });

  it('shows what audit finds in a file that is dropped, and makes it a config', async () => {
    const name = 'seed-el6.sh';
    const corpus = join(import.meta.dirname, '../audit/corpus');
    const text = JSON.stringify(readFileSync(join(corpus, name), 'utf8'));
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${text}], '${name}'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    })()`);
    const told = page.locator('#script-told li');
    await told.first().waitFor();
    const audited = await lvsgen(corpus, ['audit', name, '--format', 'json']);
    const { diagnostics } = JSON.parse(audited.stdout) as JsonReport;
    expect(diagnostics.length).toBeGreaterThan(3);
    const shown = await told.allInnerTexts();
    expect(shown).toHaveLength(diagnostics.length);
    for (const [index, { message, position }] of diagnostics.entries()) {
      expect(shown[index]).toContain(`Line ${position?.line ?? 0}`);
      expect(shown[index]).toContain(message);
    }
    await press('Make it the config above');
    expect(await yaml()).toBe((await lvsgen(corpus, ['import', name])).stdout);
    expect(await page.getByLabel('Direct routing:').isChecked()).toBe(true);
  });

  it('takes markup for text, wherever it stands', async () => {
    const hostile = `<img src=x onerror="alert(1)">`;
    const text = `clusters:\n  a:\n    description: '${hostile}'\n    mode: dr\n    vips: [10.0.0.1]\n    targets: [el8, '<b>']\n`;
    await type(text);
    await type(text.replace(", '<b>'", ''));
    for (const name of ['Files', 'Drawing', 'In words', 'Put on hosts', 'An old script']) {
      await page.getByRole('radio', { name }).click();
      expect(await page.locator('img, b:text("<b>")').count()).toBe(0);
    }
  });

  it('shows a long line where it is typed: the two layers of the editor scroll as one', async () => {
    await type(`# ${'long '.repeat(200)}`);
    const width = (kind: string) => page.evaluate(`document.getElementById('yaml').${kind}`);
    expect(await width('scrollWidth')).toBe(await width('clientWidth'));
  });

  it('renders within 50 ms after a key, with 100 VIPs', async () => {
    const vips = Array.from({ length: 100 }, (_, index) => `10.0.0.${index + 1}`);
    const cluster = `mode: dr, vips: [${vips.join(', ')}], targets: [el6, el7, el8, el9, el10]`;
    const realServers = '[{ address: 10.0.1.1 }, { address: 10.0.1.2 }]';
    const director = `{ targets: [el7], interface: eth0, services: [{ port: 80 }], realServers: ${realServers} }`;
    const text = `clusters: { a: { ${cluster}, director: ${director} } }\n`;
    await openTab('Files');
    await type(text);
    const times = await page.evaluate<number[]>(`(async () => {
      const field = document.getElementById('yaml');
      const times = [];
      for (let round = 0; round < 15; round += 1) {
        const begin = performance.now();
        field.value = field.value.replace(/10.0.0.1\\d\\d\\b/, '10.0.0.' + (101 + round));
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await Promise.resolve();
        document.body.offsetHeight;
        times.push(performance.now() - begin);
        await new Promise((done) => setTimeout(done));
      }
      return times.sort((left, right) => left - right);
    })()`);
    console.log(
      `a key with 100 VIPs takes ${times[0]?.toFixed(0)} to ${times.at(-1)?.toFixed(0)} ms`,
    );
    expect(await page.locator('figure pre').innerText()).toContain('10.0.0.115/32');
    // Others keep this machine busy; the middle one is a guard against what is far too slow.
    expect(times[0]).toBeLessThan(50);
    expect(times[7]).toBeLessThan(300);
  });

  it('asks nobody for anything, keeps its policy and fails nowhere', async () => {
    expect(misdeeds).toEqual([]);
    const blocked = await page.evaluate(`(async () => {
      const blocked = [];
      addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
      try { document.body.innerHTML = '<p>'; } catch {}
      try { await fetch('https://example.com/'); } catch {}
      document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{}' }));
      new Image().src = 'https://example.com/';
      await new Promise((done) => setTimeout(done, 50));
      return blocked;
    })()`);
    expect(blocked).toEqual(
      expect.arrayContaining([
        'require-trusted-types-for',
        'connect-src',
        'style-src-elem',
        'img-src',
      ]),
    );
  });

  it.each([
    ['light', { colorScheme: 'light' }, 'Drawing'],
    ['dark', { colorScheme: 'dark' }, 'Files'],
    ['Chinese', { ...phone, locale: 'zh-CN' }, '部署到主机'],
  ] as const)('axe finds nothing, and nothing is too wide: %s', async (name, options, tab) => {
    const state = await open(browser, options);
    const isChinese = name === 'Chinese';
    await state.page.getByLabel(isChinese ? '同时渲染调度器' : 'Render the director').check();
    await state.page.getByLabel(isChinese ? '一对使用' : 'A pair of directors').check();
    await state.page.getByRole('radio', { name: tab }).check();
    await state.page.evaluate(axe.source);
    const found = await state.page.evaluate<{
      violations: { id: string; nodes: { html: string }[] }[];
    }>("axe.run({ resultTypes: ['violations'], iframes: false })");
    expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await state.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
      true,
    );
    const shots = process.env['SCREENSHOTS'];
    if (shots) await state.page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect(state.misdeeds).toEqual([]);
    await state.page.context().close();
  });

  it('switches its language and its colours', async () => {
    await press('中文');
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    await press('深色');
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(20, 24, 29)',
    );
    await press('English');
  });
});
