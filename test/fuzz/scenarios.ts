import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runHere } from './in-process.ts';

/** Something that writes, and what stands there before. */
export interface Scenario {
  readonly name: string;
  readonly argv: readonly string[];
  /** What completes it; its own arguments unless it never ends by itself. */
  readonly again?: readonly string[];
  /** What says that all is as it should be afterwards. */
  readonly check?: readonly string[];
  /** On standard error, when a command that never ends has nothing more to do. */
  readonly until?: string;
  readonly prepare: (folder: string) => Promise<void>;
}

const web = (vip: string): string =>
  `  web: { mode: dr, vips: [${vip}], targets: [el6, el7], rpm: { version: "1.0" } }\n`;
const other = (name: string): string =>
  `  ${name}: { mode: dr, vips: [192.0.2.13], targets: [el7], rpm: { version: "1.0" } }\n`;

/** A config and one that it becomes: a cluster changes, one goes, one comes. */
export const oldConfig = `clusters:\n${web('192.0.2.12')}${other('gone')}`;
export const newConfig = `clusters:\n${web('192.0.2.14')}${other('new')}`;

const nothing = (): Promise<void> => Promise.resolve();

async function after(folder: string, ...argv: readonly string[]): Promise<void> {
  writeFileSync(join(folder, 'lvsgen.yaml'), oldConfig);
  const { code, stderr } = await runHere(folder, argv);
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
  writeFileSync(join(folder, 'lvsgen.yaml'), newConfig);
}

const selected = ['--cluster', 'web', '--target', 'el7'];
const install = ['install', '--root', 'root', '--filelist', 'list', '--no-lint', ...selected];

/** Everything that writes. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'render',
    argv: ['render', '--no-lint'],
    check: ['check'],
    prepare: (folder: string): Promise<void> => after(folder, 'render', '--no-lint'),
  },
  {
    name: 'render into nothing',
    argv: ['render', '--no-lint'],
    check: ['check'],
    prepare: (folder: string): Promise<void> => {
      writeFileSync(join(folder, 'lvsgen.yaml'), newConfig);
      return nothing();
    },
  },
  {
    name: 'render --watch',
    argv: ['render', '--watch', '--no-lint'],
    again: ['render', '--no-lint'],
    check: ['check'],
    until: 'watching',
    prepare: (folder: string): Promise<void> => after(folder, 'render', '--no-lint'),
  },
  {
    name: 'rpm',
    argv: ['rpm', '--no-lint'],
    prepare: (folder: string): Promise<void> => after(folder, 'rpm', '--no-lint'),
  },
  {
    name: 'install',
    argv: install,
    prepare: (folder: string): Promise<void> => {
      mkdirSync(join(folder, 'root'));
      return after(folder, ...install);
    },
  },
  {
    name: 'templates --eject',
    argv: ['templates', '--eject', 'service/unit', '--eject', 'constants', '--out', 'own'],
    prepare: nothing,
  },
  { name: 'init', argv: ['init'], prepare: nothing },
];

/** Every file below a folder with its mode and content; folders and links by a word. */
export function snapshot(folder: string): ReadonlyMap<string, string> {
  const found = readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) return [name, `link ${readlinkSync(path)}`] as const;
    if (!entry.isFile()) return [name, entry.isDirectory() ? 'folder' : 'other'] as const;
    const mode = (lstatSync(path).mode & 0o7777).toString(8);
    return [name, `${mode} ${readFileSync(path, 'latin1')}`] as const;
  });
  return new Map(found.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The first difference of two trees; undefined if there is none. */
export function difference(
  is: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): string | undefined {
  for (const [path, what] of wanted) {
    if (is.get(path) !== what) return `${path} is ${is.has(path) ? 'another' : 'missing'}`;
  }
  for (const path of is.keys()) if (!wanted.has(path)) return `${path} is there`;
  return undefined;
}

/** Copies a folder as it is. */
export function copyTo(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
