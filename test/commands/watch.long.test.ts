import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { put } from '../output/tree.ts';
import { bin } from './bin.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

const script = (name = 'web'): string =>
  `generated/${name}/real-server/el6/etc/rc.d/init.d/lvs-${name}`;

/** A `render --watch` at work, and what it says from one change to the next. */
class Watch {
  readonly #process;
  #said = '';

  constructor(
    readonly folder: string,
    ...argv: string[]
  ) {
    const words = [bin, 'render', '--no-lint', '--watch', ...argv];
    this.#process = spawn(process.execPath, words, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    onTestFinished(() => void this.#process.kill('SIGKILL'));
  }

  /** What it said until it waits for a change. */
  async said(): Promise<string> {
    await expect.poll(() => this.#said, { timeout: 20_000 }).toMatch(/^watching /m);
    const said = this.#said;
    this.#said = '';
    return said;
  }

  async end(): Promise<number | null> {
    const ended = once(this.#process, 'exit') as Promise<[number | null]>;
    this.#process.kill('SIGINT');
    return (await ended)[0];
  }

  rendered(name?: string): string {
    return readFileSync(join(this.folder, script(name)), 'utf8');
  }
}

it('renders again after a change of the config, and keeps what is there while that is broken', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', fourLines);
  const watch = new Watch(folder);
  expect(await watch.said()).toContain('generated: 5 created');
  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.13'));
  expect(await watch.said()).toContain('updated ');
  expect(watch.rendered()).toContain('192.168.10.13');

  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.300'));
  expect(await watch.said()).toMatch(
    /lvsgen\.yaml:4:\d+: error: .*\n[^]*what was rendered before stays/,
  );
  expect(watch.rendered()).toContain('192.168.10.13');

  rmSync(join(folder, 'lvsgen.yaml'));
  expect(await watch.said()).toContain('there is no config');
  // As many editors save: a new file in the place of the old one.
  put(folder, 'lvsgen.new', fourLines.replace('10.12', '10.14'));
  renameSync(join(folder, 'lvsgen.new'), join(folder, 'lvsgen.yaml'));
  expect(await watch.said()).toContain('updated ');
  expect(watch.rendered()).toContain('192.168.10.14');
  expect(await watch.end()).toBe(130);
});

it('renders again after a change of a module that a TypeScript config imports, broken ones too', async () => {
  const folder = temporaryFolder();
  put(folder, 'vips.ts', "export { vips } from '../more/vips';\n".replace('../', './'));
  put(folder, 'more/vips.ts', 'export const vips = [\n');
  put(
    folder,
    'lvsgen.ts',
    "import { vips } from './vips.ts';\nexport default { clusters: { web: { mode: 'dr', vips, targets: ['el6'] } } };\n",
  );
  const watch = new Watch(folder);
  expect(await watch.said()).toMatch(/^more\/vips\.ts:2:1: error: this is not TypeScript/);
  put(folder, 'more/vips.ts', "export const vips = ['192.0.2.1'];\n");
  expect(await watch.said()).toContain('generated: 2 created');
  put(folder, 'more/vips.ts', "export const vips = ['192.0.2.2'];\n");
  await watch.said();
  expect(watch.rendered()).toContain('192.0.2.2');
});

it('renders again after a change of a template, one that is added and one that is broken', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', `templates: own\n${fourLines}`);
  put(folder, 'own/README', '');
  const watch = new Watch(folder);
  await watch.said();
  await lvsgen(folder, ['templates', '--eject', 'suppress-arp']);
  expect(await watch.said()).toContain('generated: 5 unchanged');
  const partial = 'own/partials/suppress-arp.hbs';
  const text = readFileSync(join(folder, partial), 'utf8');
  put(folder, partial, `# Own.\n${text}`);
  await watch.said();
  expect(watch.rendered()).toContain('# Own.');
  put(folder, partial, `# {{nope}}\n${text}`);
  expect(await watch.said()).toContain(`${partial}:1:5: error: nope does not exist in the view.`);
  expect(watch.rendered()).toContain('# Own.');
});

it('renders a config that appears where a glob looks for it, and is not woken by its own output', async () => {
  const folder = temporaryFolder();
  put(folder, 'sites/web.yaml', fourLines);
  const watch = new Watch(folder, '--config', '**/*.yaml', '--out', 'generated');
  await watch.said();
  put(folder, 'sites/mail.yaml', fourLines.replace('web', 'mail').replace('10.12', '10.13'));
  expect(await watch.said()).toContain('generated/mail/');
  expect(watch.rendered('mail')).toContain('192.168.10.13');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  put(folder, 'sites/web.yaml', fourLines.replace('10.12', '10.14'));
  const said = await watch.said();
  expect(said.match(/^watching/gm)).toHaveLength(1);
  expect(said).toContain('updated ');
});

it.each([
  [['--format', 'json'], '--format json'],
  [['--stdout'], '--stdout'],
  [['--config', '-'], '--config -'],
])('refuses %j', async (argv, named) => {
  const { code, ...said } = await lvsgen(temporaryFolder(), ['render', '--watch', ...argv]);
  expect(code).toBe(2);
  expect(said.stdout + said.stderr).toContain(`--watch does not go together with ${named}`);
});
