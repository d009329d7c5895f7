import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../src/cli.ts';
import { loadTemplates } from '../../src/render/templates.ts';
import { put } from '../output/tree.ts';
import { fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What is done while nothing is rendered, and what is said of it then. */
type Step = readonly [change: () => void, said: string | RegExp];

class Done extends Error {}

/** Watches while one step after the other is done; ends by an error, as there is no other way out. */
async function watch(folder: string, steps: readonly Step[], argv: string[] = []): Promise<void> {
  let said = '';
  let done = 0;
  const err = (text: string): void => {
    said += text;
    if (!text.startsWith('watching ')) return;
    if (done > 0) expect(said).toMatch(steps[done - 1]?.[1] ?? '');
    said = '';
    const [change] = steps[done++] ?? [];
    if (change === undefined) throw new Done();
    change();
  };
  const io = { cwd: folder, env: process.env, colour: false, out: err, err };
  const readStdin = (): Promise<Buffer> => Promise.resolve(Buffer.alloc(0));
  const watching = run(['render', '--watch', '--no-lint', ...argv], { ...io, readStdin }, '1');
  await expect(watching).rejects.toThrow(Done);
}

const vip = (last: number): string => fourLines.replace('.12', `.${last}`);

it('renders again after each change of the config, and keeps what is there while that is broken', async () => {
  const folder = project();
  const config = join(folder, 'lvsgen.yaml');
  const script = join(folder, 'generated/web/real-server/el6/etc/rc.d/init.d/lvs-web');
  const writes = (last: number): void => {
    put(folder, 'lvsgen.yaml', vip(last));
  };
  await watch(folder, [
    [
      () => {
        writes(13);
      },
      /updated /,
    ],
    [
      () => {
        writes(300);
      },
      /lvsgen\.yaml:4:\d+: error: .*\n[^]*what was rendered before stays/,
    ],
    [
      () => {
        rmSync(config);
      },
      /there is no such file/,
    ],
    [
      // As many editors save: a new file in the place of the old one.
      () => {
        expect(readFileSync(script, 'utf8')).toContain('192.168.10.13');
        put(folder, 'new', vip(14));
        renameSync(join(folder, 'new'), config);
      },
      /updated /,
    ],
  ]);
  expect(readFileSync(script, 'utf8')).toContain('192.168.10.14');
});

it('sees a module that a TypeScript config imports, a broken one too', async () => {
  const folder = temporaryFolder();
  const writes = (text: string): void => {
    put(folder, 'more/vips.ts', text);
  };
  const cluster = "{ mode: 'dr', vips, targets: ['el6'] }";
  put(
    folder,
    'lvsgen.ts',
    `import { vips } from './more/vips';\nexport default { clusters: { web: ${cluster} } };\n`,
  );
  writes("export const vips = ['192.0.2.1'];\n");
  await watch(folder, [
    [
      () => {
        writes('export const vips = [\n');
      },
      /^more\/vips\.ts:2:1: error: this is not TypeScript/,
    ],
    [
      () => {
        writes("export const vips = ['192.0.2.2'];\n");
      },
      /updated /,
    ],
  ]);
});

it('sees templates and a folder of them appear and change', async () => {
  const folder = project(`templates: own\n${fourLines}`);
  const text = loadTemplates().get('partials/lists') ?? '';
  const writes = (first: string): void => {
    put(folder, 'own/partials/lists.hbs', `${first}\n${text}`);
  };
  await watch(folder, [
    [
      () => {
        mkdirSync(join(folder, 'own'));
      },
      /there is no folder of templates|6 created/,
    ],
    [
      () => {
        writes('# Own.');
      },
      /updated /,
    ],
    [
      () => {
        writes('# {{nope}}');
      },
      /own\/partials\/lists\.hbs:1:3: error: nope does not exist/,
    ],
    [
      () => {
        rmSync(join(folder, 'own/partials/lists.hbs'));
      },
      /updated /,
    ],
  ]);
});

it('renders a config that appears where a glob looks for it', async () => {
  const folder = temporaryFolder();
  put(folder, 'sites/web.yaml', fourLines);
  const other = vip(13).replace('web', 'mail');
  await watch(
    folder,
    [
      [
        () => {
          put(folder, 'sites/mail.yaml', other);
        },
        /created .*mail/,
      ],
      [
        () => {
          put(folder, 'sites/web.yaml', vip(14));
        },
        /updated /,
      ],
    ],
    ['--config', '**/*.yaml'],
  );
});

it('waits for its config where that was removed, whatever is farther up', async () => {
  const folder = project();
  put(folder, 'site/lvsgen.yaml', fourLines);
  await watch(join(folder, 'site'), [
    [
      () => {
        rmSync(join(folder, 'site/lvsgen.yaml'));
      },
      /lvsgen.yaml: error: there is no such file/,
    ],
    [
      () => {
        put(folder, 'site/lvsgen.yaml', vip(13));
      },
      /updated /,
    ],
  ]);
});
