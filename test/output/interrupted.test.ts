import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LvsgenError } from '../../src/diagnostic.ts';
import type { RenderedFile } from '../../src/model/artifact.ts';
import { calls, type Fault, Killed, strike } from './failing-disk.ts';
import { renderInto } from './render-into.ts';
import { put, rendered, temporaryFolder, treeOf } from './tree.ts';

vi.mock('node:fs', async (original) => {
  const { withFaults } = await import('./failing-disk.ts');
  return withFaults(await original());
});

const init = (cluster: string): string =>
  `${cluster}/real-server/el6/etc/rc.d/init.d/lvs-${cluster}`;
const logic = (cluster: string): string =>
  `${cluster}/real-server/el7/usr/sbin/${cluster}`;

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

/** The state to start from: files to create, update, make executable, leave and remove, and one of somebody else. */
async function prepare(out: string): Promise<void> {
  strike(undefined);
  await renderInto(out, before);
  put(out, logic('web'), rendered(logic('web')).content, 0o644);
  put(out, foreign, 'mine');
}

/** What a folder holds after an undisturbed render of these files. */
async function expected(files: readonly RenderedFile[]): Promise<Record<string, string>> {
  const out = temporaryFolder();
  put(out, foreign, 'mine');
  await renderInto(out, files);
  return treeOf(out);
}

/** Every file that says it is ours is in the list, or nobody would remove it when it is no longer rendered. */
function expectAllListed(out: string): void {
  const manifest = join(out, 'lvsgen.files');
  const listed = existsSync(manifest) ? readFileSync(manifest, 'utf8').split('\n') : [];
  const ours = Object.entries(treeOf(out)).filter(([path, what]) => {
    return what.includes('Do not edit.') && !path.endsWith('.tmp');
  });
  expect(listed).toEqual(expect.arrayContaining(ours.map(([path]) => path)));
}

/** The state to start from, and the calls that a render in it makes undisturbed. */
async function rehearse(): Promise<{ readonly start: string; readonly made: readonly string[] }> {
  const start = temporaryFolder();
  await prepare(start);
  const out = temporaryFolder();
  copy(start, out);
  strike(undefined);
  await renderInto(out, during);
  return { start, made: [...calls] };
}

function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

describe('a render that is interrupted', () => {
  it.each<[Fault['how']]>([['killed before'], ['killed half way'], ['killed after']])(
    'is completed by the next one, %s any call that changes something',
    async (how) => {
      const { start, made } = await rehearse();
      expect(made.filter((call) => call === 'rename')).toHaveLength(5);
      expect(made.filter((call) => call === 'unlink')).toHaveLength(3);
      const complete = await expected(during);
      const changed = await expected(after);
      const [out, other] = [temporaryFolder(), temporaryFolder()];
      for (const [index, call] of made.entries()) {
        if (how === 'killed half way' && call !== 'writeFile') continue;
        copy(start, out);
        strike({ at: index + 1, how });
        const ended: unknown = await renderInto(out, during).catch((error: unknown) => error);
        // A failure of the last call, which tidies up, is not told.
        if (index < made.length - 1) expect(ended).toBeInstanceOf(Killed);
        strike(undefined);
        expectAllListed(out);
        copy(out, other);
        await renderInto(out, during);
        expect(treeOf(out)).toEqual(complete);
        await renderInto(other, after);
        expect(treeOf(other)).toEqual(changed);
      }
    },
  );

  it('leaves no temporary file and says why, when the system refuses any such call', async () => {
    const { start, made } = await rehearse();
    const complete = await expected(during);
    const out = temporaryFolder();
    // The first rename is that of the list; with the second, files are replaced. The last call tidies up.
    const ready = made.indexOf('rename', made.indexOf('rename') + 1);
    expect(made.slice(0, ready)).toContain('mkdir');
    for (const index of made.slice(0, -1).keys()) {
      copy(start, out);
      strike({ at: index + 1, how: 'refused' });
      const error: unknown = await renderInto(out, during).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(LvsgenError);
      expect(String(error)).toMatch(/cannot .*: no space is left on the disk \(ENOSPC\)/);
      expect(Object.keys(treeOf(out)).filter((path) => path.endsWith('.tmp'))).toEqual([]);
      expectAllListed(out);
      if (index < ready) expect(treeOf(out), `before call ${index}`).toEqual(treeOf(start));
      strike(undefined);
      await renderInto(out, during);
      expect(treeOf(out)).toEqual(complete);
    }
  });
});
