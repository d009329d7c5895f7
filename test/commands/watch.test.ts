import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { put } from '../output/tree.ts';
import { bin } from './bin.ts';
import { lvsgen } from './lvsgen.ts';
import { fourLines } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

const script = (name = 'web'): string =>
  `generated/${name}/real-server/el6/etc/rc.d/init.d/lvs-${name}`;

const partial = 'partials/lists.hbs';
const goodPartial = readFileSync(new URL(`../../templates/${partial}`, import.meta.url), 'utf8');

interface Started {
  /** The command line that runs another one in other surroundings. */
  readonly within?: readonly string[];
  readonly lint?: readonly string[];
}

/** A `render --watch` at work, and what it says from one change to the next. */
class Watch {
  readonly #process;
  #said = '';

  constructor(
    readonly folder: string,
    argv: readonly string[] = [],
    { within = [], lint = ['--no-lint'] }: Started = {},
  ) {
    const words = [...within, process.execPath, bin, 'render', '--watch', ...lint, ...argv];
    this.#process = spawn(words[0] ?? '', words.slice(1), {
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
    const ended = this.ended();
    this.#process.kill('SIGINT');
    return (await ended).code;
  }

  async ended(): Promise<{ readonly code: number | null; readonly said: string }> {
    const [code] = (await once(this.#process, 'close')) as [number | null];
    return { code, said: this.#said };
  }

  rendered(name?: string): string {
    return readFileSync(join(this.folder, script(name)), 'utf8');
  }
}

it('renders again after a change of the config, and keeps what is there while that is broken', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', fourLines);
  const watch = new Watch(folder);
  expect(await watch.said()).toContain('generated: 6 created');
  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.13'));
  expect(await watch.said()).toContain('updated ');
  expect(watch.rendered()).toContain('192.168.10.13');

  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.300'));
  expect(await watch.said()).toMatch(
    /lvsgen\.yaml:4:\d+: error: .*\n[^]*what was rendered before stays/,
  );
  expect(watch.rendered()).toContain('192.168.10.13');

  rmSync(join(folder, 'lvsgen.yaml'));
  expect(await watch.said()).toContain('there is no such file');
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
  await lvsgen(folder, ['templates', '--eject', 'lists']);
  expect(await watch.said()).toContain('generated: 6 unchanged');
  put(folder, `own/${partial}`, `# Own.\n${goodPartial}`);
  await watch.said();
  expect(watch.rendered()).toContain('# Own.');
  put(folder, `own/${partial}`, `# {{nope}}\n${goodPartial}`);
  expect(await watch.said()).toContain(
    `own/${partial}:1:5: error: nope does not exist in the view.`,
  );
  expect(watch.rendered()).toContain('# Own.');
});

it('sees a folder of templates appear, step by step', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', `templates: my/own\n${fourLines}`);
  const watch = new Watch(folder);
  expect(await watch.said()).toContain('there is no folder of templates');
  mkdirSync(join(folder, 'my'));
  await setTimeout(200);
  mkdirSync(join(folder, 'my/own'));
  expect(await watch.said()).toContain('generated: 6 created');
});

it('renders a config that appears where a glob looks for it, and is not woken by its own output', async () => {
  const folder = temporaryFolder();
  put(folder, 'sites/web.yaml', fourLines);
  const watch = new Watch(folder, ['--config', '**/*.yaml', '--out', 'generated']);
  await watch.said();
  put(folder, 'sites/mail.yaml', fourLines.replace('web', 'mail').replace('10.12', '10.13'));
  expect(await watch.said()).toContain('generated/mail/');
  expect(watch.rendered('mail')).toContain('192.168.10.13');
  await setTimeout(300);
  put(folder, 'sites/web.yaml', fourLines.replace('10.12', '10.14'));
  const said = await watch.said();
  expect(said.match(/^watching/gm)).toHaveLength(1);
  expect(said).toContain('updated ');
});

it('waits for its config where that was removed, whatever is farther up', async () => {
  const folder = temporaryFolder();
  const other = fourLines.replace('web', 'mail');
  put(folder, 'lvsgen.yaml', other);
  put(folder, 'site/lvsgen.yaml', fourLines);
  const watch = new Watch(join(folder, 'site'));
  await watch.said();
  rmSync(join(folder, 'site/lvsgen.yaml'));
  expect(await watch.said()).toContain('lvsgen.yaml: error: there is no such file');
  expect(readdirSync(folder)).toEqual(['lvsgen.yaml', 'site']);
  put(folder, 'site/lvsgen.yaml', fourLines.replace('10.12', '10.13'));
  await watch.said();
  expect(watch.rendered()).toContain('192.168.10.13');
});

/** Modes of files do not keep root from anything, but for this. */
const withoutRights =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

it('passes over a folder that may not be read', async () => {
  const folder = temporaryFolder();
  put(folder, 'web.yaml', fourLines);
  mkdirSync(join(folder, 'closed'), { mode: 0 });
  onTestFinished(() => {
    chmodSync(join(folder, 'closed'), 0o755);
  });
  const watch = new Watch(folder, ['--config', '**/*.yaml'], { within: withoutRights });
  await watch.said();
  put(folder, 'web.yaml', fourLines.replace('10.12', '10.13'));
  await watch.said();
  expect(watch.rendered()).toContain('192.168.10.13');
});

const oneWatchOnly = [
  ...['unshare', '--user', '--map-root-user', 'sh', '-c'],
  'echo 1 > /proc/sys/user/max_inotify_watches && exec "$@"',
  'sh',
];
const canLimit = spawnSync(oneWatchOnly[0] ?? '', [...oneWatchOnly.slice(1), 'true']).status === 0;

it.skipIf(!canLimit && !process.env['CI'])(
  'ends where the system allows no more files to be watched (needs unshare --user)',
  async () => {
    const folder = temporaryFolder();
    put(folder, 'lvsgen.yaml', fourLines);
    const { code, said } = await new Watch(folder, [], { within: oneWatchOnly }).ended();
    expect(code).toBe(2);
    expect(said).toMatch(
      /: error: this cannot be watched: .*ENOSPC.*fs\.inotify\.max_user_watches/s,
    );
    expect(said).not.toContain('    at ');
  },
);

it('goes on after a failure to write', async () => {
  const folder = temporaryFolder();
  put(folder, 'lvsgen.yaml', fourLines);
  mkdirSync(join(folder, 'generated'), { mode: 0o555 });
  const watch = new Watch(folder, [], { within: withoutRights });
  expect(await watch.said()).toContain('generated/lvsgen.files: error: cannot write this');
  chmodSync(join(folder, 'generated'), 0o755);
  put(folder, 'lvsgen.yaml', fourLines.replace('10.12', '10.13'));
  expect(await watch.said()).toContain('generated: 6 created');
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
