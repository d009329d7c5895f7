import { expect, it } from 'vitest';
import { run } from '../../src/cli.ts';
import { loadTemplates } from '../../src/render/texts.ts';
import { put, shell } from '../output/tree.ts';
import { fourLines, project } from './project.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a shell does in the folder while nothing is rendered, and what is said of it then. */
type Step = readonly [change: string, said: RegExp];

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
    shell(folder, change);
  };
  const io = { cwd: folder, env: process.env, colour: false, out: err, err };
  const readStdin = (): Promise<Buffer> => Promise.resolve(Buffer.alloc(0));
  const watching = run(['render', '--watch', '--no-lint', ...argv], { ...io, readStdin }, '1');
  await expect(watching).rejects.toThrow(Done);
}

const script = 'generated/web/real-server/el6/etc/rc.d/init.d/lvs-web';
const writeVip = (last: number): string => `sed -i 's/10\\.[0-9]*]/10.${last}]/' lvsgen.yaml`;

it('renders again after each change of the config, and keeps what is there while that is broken', async () => {
  await watch(project(), [
    [writeVip(13), /updated /],
    [writeVip(300), /lvsgen\.yaml:4:\d+: error: .*\n[^]*what was rendered before stays/],
    // As many editors save: a new file in the place of the old one.
    [`grep -q 10.13 ${script}; mv lvsgen.yaml new`, /there is no such file/],
    ['sed -i s/300/14/ new; mv new lvsgen.yaml', /updated /],
    [`grep -q 10.14 ${script}; ${writeVip(15)}`, /updated /],
  ]);
});

it('sees a module that a TypeScript config imports, a broken one too', async () => {
  const folder = temporaryFolder();
  const cluster = "{ mode: 'dr', vips, targets: ['el6'] }";
  const config = `import { vips } from './more/vips';\nexport default { clusters: { web: ${cluster} } };\n`;
  put(folder, 'lvsgen.ts', config);
  put(folder, 'more/vips.ts', "export const vips = ['192.0.2.1'];\n");
  await watch(folder, [
    [
      "echo 'export const vips = [' > more/vips.ts",
      /^more\/vips\.ts:2:1: error: this is not TypeScript/,
    ],
    [`echo "export const vips = ['192.0.2.2'];" > more/vips.ts`, /updated /],
  ]);
});

it('sees templates and a folder of them appear and change', async () => {
  const folder = project(`templates: own\n${fourLines}`);
  put(folder, 'lists', loadTemplates().get('partials/lists') ?? '');
  await watch(folder, [
    ['mkdir own', /6 created/],
    ['mkdir own/partials; (echo "# Own."; cat lists) > own/partials/lists.hbs', /updated /],
    [
      `sed -i '1s/Own./{{nope}}/' own/partials/lists.hbs`,
      /own\/partials\/lists\.hbs:1:3: error: nope does not exist/,
    ],
    ['rm own/partials/lists.hbs', /updated /],
  ]);
});

it('renders a config that appears where a glob looks for it', async () => {
  const folder = temporaryFolder();
  put(folder, 'sites/web.yaml', fourLines);
  const more = 'cd sites; sed s/web/mail/ web.yaml > mail.yaml';
  const steps: Step[] = [
    [`${more}; sed -i s/10.12/10.13/ mail.yaml`, /created .*mail/],
    ['sed -i s/10.12/10.14/ sites/web.yaml', /updated /],
  ];
  await watch(folder, steps, ['--config', '**/*.yaml']);
});

it('waits for its config where that was removed, whatever is farther up', async () => {
  const folder = project();
  put(folder, 'site/lvsgen.yaml', fourLines);
  await watch(`${folder}/site`, [
    ['mv lvsgen.yaml new', /lvsgen.yaml: error: there is no such file/],
    [`mv new lvsgen.yaml; ${writeVip(13)}`, /created |updated /],
  ]);
});
