// The example suite of docs/library.md, run as a user would.
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from '../output/tree.ts';
import { type Ended, runBin, runNode } from '../commands/bin.ts';
import { fourLines, project } from '../commands/project.ts';
import { read, root } from '../docs/markdown.ts';
import { put } from '../output/tree.ts';
import { linkDependencies } from '../package/install.ts';

const suite = read('test/library/example-suite.ts');
const otherVip = fourLines.replace('192.168.10.12', '192.168.10.13');
const oneTarget = fourLines.replace('[el6, el7]', '[el6]');
/** Snapshots that are missing are then a failure, as in CI. */
const inCi = { CI: 'true', NO_COLOR: '1' };

describe('with Vitest', () => {
  function vitest(folder: string, env: NodeJS.ProcessEnv): Ended {
    return runNode(folder, ['node_modules/vitest/vitest.mjs', 'run'], { env });
  }

  function vitestProject(): string {
    const folder = project();
    installPackage(folder);
    symlinkSync(join(root, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'));
    put(folder, 'lvs.test.ts', suite);
    expect(vitest(folder, { CI: '', NO_COLOR: '1' }).stdout).toMatch(/Snapshots +6 written/);
    return folder;
  }

  it('keeps a file for each script, as render writes it, and shows what a change of the config does', () => {
    const folder = vitestProject();
    expect(runBin(folder, ['render', '--no-lint'])).toMatchObject({ code: 0 });
    const snapshots = filesBelow(join(folder, 'snapshots'));
    expect(snapshots).toHaveLength(5);
    for (const path of snapshots) {
      expect(readFileSync(join(folder, 'snapshots', path), 'utf8')).toBe(
        readFileSync(join(folder, 'generated', path), 'utf8'),
      );
    }
    expect(vitest(folder, inCi)).toMatchObject({ code: 0 });

    put(folder, 'lvsgen.yaml', otherVip);
    const changed = vitest(folder, inCi);
    expect(changed.code).toBe(1);
    const said = changed.stdout + changed.stderr;
    expect(said).toContain("- vips='192.168.10.12/32 dev lo'");
    expect(said).toContain("+ vips='192.168.10.13/32 dev lo'");

    put(folder, 'lvsgen.yaml', oneTarget);
    const less = vitest(folder, inCi);
    expect(less.code).toBe(1);
    expect(less.stdout + less.stderr).toMatch(
      /^- 644 web\/real-server\/el7\/usr\/lib\/systemd\/system\/lvs-web\.service$/m,
    );
  });
});

/** Puts the package there as it would be published. */
function installPackage(folder: string): void {
  for (const name of ['package.json', 'dist', 'templates'])
    cpSync(join(root, name), join(folder, 'node_modules', 'lvsgen', name), { recursive: true });
  linkDependencies(join(folder, 'node_modules'));
}
