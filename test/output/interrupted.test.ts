import fs, { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LvsgenError } from '../../src/base/diagnostic.ts';
import { renderInto } from './render-into.ts';
import { put, rendered, temporaryFolder, treeOf } from './tree.ts';

const init = (cluster: string): string =>
  `${cluster}/real-server/el6/etc/rc.d/init.d/lvs-${cluster}`;
const logic = (cluster: string): string => `${cluster}/real-server/el7/usr/sbin/lvs-${cluster}`;

/** What stands before, what is rendered when it goes wrong, and what a config changed after that renders. */
const before = [init('web'), logic('web'), init('db'), logic('db')].map((path) => rendered(path));
const during = [
  rendered(init('web'), 'changed'),
  rendered(logic('web')),
  rendered(init('api')),
  rendered(logic('api')),
];
const after = [rendered(init('db'), 'again'), rendered(init('web'))];
const foreign = 'db/real-server/el6/mine';

/** What a killed run leaves of a file that it was about to put in place. */
const isTemporary = (path: string): boolean => /\.\d+$/.test(path);

/** What the code that is killed sees: no call returns any more. */
class Killed extends Error {}

type Call = (...args: unknown[]) => unknown;
const disk = fs as unknown as Record<string, Call>;
const changing = ['writeSync', 'chmodSync', 'renameSync', 'rmSync', 'rmdirSync', 'mkdirSync'];
const real = Object.fromEntries(Object.entries(disk).filter(([name]) => name.endsWith('Sync')));

afterEach(heal);

function heal(): void {
  Object.assign(disk, real);
  syncBuiltinESMExports();
}

/** Lets one of the calls that change something go wrong; returns them as they are made. */
function strike(
  at: number | undefined,
  how: 'before' | 'half way' | 'after' | 'refused',
): string[] {
  const calls: string[] = [];
  let isDead = false;
  for (const [name, call] of Object.entries(real)) {
    disk[name] = (...args) => {
      if (isDead) throw new Killed();
      if (!changing.includes(name)) return call(...args);
      calls.push(name);
      if (at !== calls.length) return call(...args);
      if (how === 'refused') {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: name });
      }
      isDead = true;
      if (how === 'half way') call(args[0], String(args[1]).slice(0, 10));
      if (how === 'after') call(...args);
      throw new Killed();
    };
  }
  syncBuiltinESMExports();
  return calls;
}

/** What a folder holds after an undisturbed render into it, but for what a killed run has left. */
async function rerendered(
  out: string,
  files: Parameters<typeof renderInto>[1],
): Promise<Record<string, string>> {
  await renderInto(out, files);
  return Object.fromEntries(Object.entries(treeOf(out)).filter(([path]) => !isTemporary(path)));
}

/** Files to create, update, make executable, leave and remove, and one of somebody else; and the calls for that. */
async function rehearse(): Promise<{
  readonly start: string;
  readonly made: readonly string[];
  readonly complete: Record<string, string>;
}> {
  const start = temporaryFolder();
  await renderInto(start, before);
  put(start, logic('web'), rendered(logic('web')).content, 0o644);
  put(start, foreign, 'mine');
  const out = copied(start);
  const made = strike(undefined, 'before');
  await renderInto(out, during);
  heal();
  return { start, made, complete: treeOf(out) };
}

function copied(from: string, to = temporaryFolder()): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  return to;
}

/** Every file that says it is ours is in the list, or nobody would remove it when it is no longer rendered. */
function expectAllListed(out: string): void {
  const manifest = join(out, 'lvsgen.files');
  const listed = existsSync(manifest) ? readFileSync(manifest, 'utf8').split('\n') : [];
  const ours = Object.entries(treeOf(out)).filter(
    ([path, what]) => what.includes('Do not edit.') && !isTemporary(path),
  );
  expect(listed).toEqual(expect.arrayContaining(ours.map(([path]) => path)));
}

it.each(['before', 'half way', 'after'] as const)(
  'a render that is killed %s any call that changes something is completed by the next one',
  async (how) => {
    const { start, made, complete } = await rehearse();
    expect(made.filter((call) => call === 'renameSync')).toHaveLength(5);
    const changed = await rerendered(copied(start), after);
    const [out, other] = [temporaryFolder(), temporaryFolder()];
    for (const [index, call] of made.entries()) {
      if (how === 'half way' && call !== 'writeSync') continue;
      copied(start, out);
      strike(index + 1, how);
      const ended: unknown = await renderInto(out, during).catch((error: unknown) => error);
      heal();
      expect(ended).toBeInstanceOf(Killed);
      expectAllListed(out);
      copied(out, other);
      expect(await rerendered(out, during)).toEqual(complete);
      expect(await rerendered(other, after)).toEqual(changed);
    }
  },
);

it('a render that the system refuses something says what, and leaves no temporary file', async () => {
  const { start, made, complete } = await rehearse();
  const out = temporaryFolder();
  for (const index of made.keys()) {
    copied(start, out);
    strike(index + 1, 'refused');
    const error: unknown = await renderInto(out, during).catch((caught: unknown) => caught);
    heal();
    expect(error).toBeInstanceOf(LvsgenError);
    expect(String(error)).toMatch(/cannot .*: no space is left on the disk \(ENOSPC\)/);
    expect(Object.keys(treeOf(out)).filter(isTemporary)).toEqual([]);
    expectAllListed(out);
    expect(await rerendered(out, during)).toEqual(complete);
  }
});
