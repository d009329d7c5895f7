// What holds for every script as it stands: this is what people review.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { resolveConfig } from '../src/config/resolve.ts';
import type { Config } from '../src/index.ts';
import { logicOf } from '../src/roles/index.ts';
import { targets } from '../src/targets/index.ts';

import { kinds, script } from './kernel/kinds.ts';

const folder = fileURLToPath(new URL('../generated/', import.meta.url));
const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\/(sbin|init\.d)\/[^/]+$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const logics = scripts.filter(({ text }) => text.includes('\nverb='));

/** The lines that a script may have at most. */
function budget({ path, text }: { path: string; text: string }): number {
  if (path.includes('/director/')) return 280;
  return text.includes('VS/TUN') ? 225 : text.includes('VS/NAT') ? 190 : 200;
}

test('there are scripts of every role', () => {
  expect(scripts.length).toBeGreaterThan(10);
  expect(logics.length).toBeGreaterThan(7);
});

test.for(logics)('$path is short enough to be read', (file) => {
  expect(file.text.trimEnd().split('\n').length).toBeLessThanOrEqual(budget(file));
});

test('ShellCheck has nothing to say, and is not told to', () => {
  const args = ['-S', 'style', ...scripts.map(({ path }) => path)];
  const { error, stdout } = spawnSync('shellcheck', args, {
    cwd: folder,
    encoding: 'utf8',
    // The package of this name downloads.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  expect(error).toBeUndefined();
  expect(stdout).toBe('');
  for (const { text } of scripts) expect(text).not.toContain('disable=');
});

const headers = scripts.filter(({ path }) => path.includes('/init.d/'));

test.for(headers)('the header of $path is what chkconfig reads', ({ path, text }) => {
  const tag = (name: string): string | undefined =>
    new RegExp(`^# ${name}: (.*)$`, 'm').exec(text)?.[1];
  expect(dirname(path)).toMatch(/etc\/rc\.d\/init\.d$/);
  expect(tag('Provides')).toBe(basename(path));
  expect(tag('Short-Description')).toBeTruthy();
  expect(tag('description')).toBeTruthy();
  // Off until it is switched on, which a Default-Start would undo.
  expect(tag('chkconfig')).toMatch(/^- \d\d \d\d$/);
  expect(tag('Default-Start')).toBeUndefined();
  expect(text.match(/chkconfig:/g)).toHaveLength(1);
  // It has functions of the names that scripts have.
  expect(text.indexOf('. /etc/rc.d/init.d/functions')).toBeLessThan(text.search(/^\w+(=|\(\))/m));
});

test.for(kinds)('two clusters differ in what stands above all functions: $name', (kind) => {
  const fixed = (text: string): string => text.slice(text.search(/^(lock|run)=/m));
  const text = fixed(script(kind, kind.web));
  expect(text).toContain('verb=');
  expect(fixed(script(kind, kind.changed, 'another'))).toBe(text);
});

test.for(kinds)(
  'the programs that are checked for are those that the role names: $name',
  (kind) => {
    const config = { clusters: { web: { ...kind.web, targets: [kind.target] } } } as Config;
    const [cluster] = resolveConfig(config).clusters;
    const target = targets.find(({ name }) => name === kind.target);
    if (cluster === undefined || target === undefined) throw new Error('nothing is rendered');
    const role = 'director' in kind.web ? 'director' : 'real-server';
    const { programs } = logicOf(cluster, role, target);

    const checked = /^for program in (.*); do$/m.exec(script(kind, kind.web))?.[1];
    expect(checked).toBe(programs.toSorted().join(' '));
  },
);
