import fs, { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LvsgenError } from '../../src/base/diagnostic.ts';
import { renderInto } from './render-into.ts';
import { put, rendered, temporaryFolder, treeOf } from './tree.ts';

const init = (name: string): string => `${name}/real-server/el6/etc/rc.d/init.d/lvs-${name}`;
const logic = (name: string): string => `${name}/real-server/el7/usr/sbin/lvs-${name}`;

/** What stands before, what is rendered when it goes wrong, and what a config changed after that renders. */
const before = [init('web'), logic('web'), init('db'), logic('db')].map((path) => rendered(path));
const secret = 'web/director-lb1/el9/etc/keepalived/keepalived.conf';
const during = [
  rendered(init('web'), 'changed'),
  rendered(secret, 's3cret12', 0o600),
  ...[logic('web'), init('api'), logic('api')].map((path) => rendered(path)),
];
const after = [rendered(init('db'), 'again'), rendered(init('web'))];

type Call = (...args: unknown[]) => unknown;
const disk = fs as unknown as Record<string, Call>;
const changing = ['writeSync', 'chmodSync', 'renameSync', 'rmSync', 'mkdirSync'];
const real = Object.fromEntries(Object.entries(disk).filter(([name]) => name.endsWith('Sync')));

afterEach(heal);

function heal(): void {
  Object.assign(disk, real);
  syncBuiltinESMExports();
}

/** Lets one of the calls that change something go wrong; returns them as they are made. */
function strike(at: number, how: 'killed before' | 'killed after' | 'refused'): string[] {
  const calls: string[] = [];
  let isDead = false;
  for (const [name, call] of Object.entries(real)) {
    disk[name] = (...args) => {
      if (isDead) throw new Error('killed');
      if (!changing.includes(name)) return call(...args);
      if (calls.push(name) !== at) return call(...args);
      if (how === 'refused') {
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: name });
      }
      isDead = true;
      if (how === 'killed after') call(...args);
      throw new Error('killed');
    };
  }
  syncBuiltinESMExports();
  return calls;
}

/** All of a folder but for what a killed run leaves of a file that it was about to put in place. */
function tree(out: string): Record<string, string> {
  return Object.fromEntries(Object.entries(treeOf(out)).filter(([path]) => !/\.\d+$/.test(path)));
}

async function rerendered(out: string, files: typeof before): Promise<Record<string, string>> {
  await renderInto(out, files);
  return tree(out);
}

function copied(from: string, to = temporaryFolder()): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  return to;
}

it.each(['killed before', 'killed after', 'refused'] as const)(
  'a render that is %s any call that changes something leaves all listed, and the next one completes it',
  async (how) => {
    const start = temporaryFolder();
    await renderInto(start, before);
    put(start, logic('web'), rendered(logic('web')).content, 0o644);
    put(start, 'db/real-server/el6/mine', 'mine');
    const rehearsal = copied(start);
    const calls = strike(0, how);
    await renderInto(rehearsal, during);
    heal();
    const complete = tree(rehearsal);
    const changed = await rerendered(copied(start), after);
    expect(calls.filter((call) => call === 'renameSync')).toHaveLength(7);
    const out = temporaryFolder();
    for (const index of calls.keys()) {
      copied(start, out);
      strike(index + 1, how);
      const error: unknown = await renderInto(out, during).catch((caught: unknown) => caught);
      heal();
      if (how === 'refused') {
        expect(error).toBeInstanceOf(LvsgenError);
        expect(String(error)).toMatch(/cannot .*: ENOSPC/);
        expect(treeOf(out)).toEqual(tree(out));
      } else {
        expect(error).toEqual(new Error('killed'));
      }
      // Also what a killed run leaves of it.
      const kept = Object.entries(treeOf(out)).filter(([path]) => path.startsWith(secret));
      for (const [, what] of kept) expect(what).toMatch(/^600 /);
      // Every file that says it is ours is in the list, or nobody would remove it when it is no longer rendered.
      const manifest = join(out, 'lvsgen.files');
      const listed = existsSync(manifest) ? readFileSync(manifest, 'utf8').split('\n') : [];
      const ours = Object.entries(tree(out)).filter(([, what]) => what.includes('Do not edit.'));
      expect(listed).toEqual(expect.arrayContaining(ours.map(([path]) => path)));
      expect(await rerendered(copied(out), after)).toEqual(changed);
      expect(await rerendered(out, during)).toEqual(complete);
    }
  },
);
