// A case is a folder in cases/: a hostile config, lvsgen.yaml, or lvsgen.ts.txt for one in TypeScript, or make.ts, whose
// default export is the text of an lvsgen.yaml. `npx vitest -u` writes beside it, in
// expected.txt, what `lvsgen check` has to say about it. Read that before you commit it.
import { createJiti } from 'jiti';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin } from '../commands/bin.ts';
import { lvsgen } from '../commands/lvsgen.ts';

const folder = join(import.meta.dirname, 'cases');

/** The names of the cases. */
export const hostileConfigs: readonly string[] = readdirSync(folder).sort();

/** Where a case stands. */
export function folderOf(name: string): string {
  return join(folder, name);
}

/** In megabytes: what a few hundred kilobytes of text may take. */
const memory = 1000;

/** In milliseconds, on a machine that is busy with other things, too. */
const patience = 100_000;

/** Checks the config; one in TypeScript in a process that has neither memory nor time without bound. */
export async function checkHostile(name: string, place: string): Promise<string> {
  const from = (file: string): string => join(folderOf(name), file);
  if (existsSync(from('make.ts'))) {
    const text = await createJiti(import.meta.url).import<string>(from('make.ts'), {
      default: true,
    });
    writeFileSync(join(place, 'lvsgen.yaml'), text);
  } else if (existsSync(from('lvsgen.ts.txt'))) {
    copyFileSync(from('lvsgen.ts.txt'), join(place, 'lvsgen.ts'));
  } else copyFileSync(from('lvsgen.yaml'), join(place, 'lvsgen.yaml'));
  const { code, stdout, stderr } = existsSync(join(place, 'lvsgen.ts'))
    ? inProcess(place)
    : await lvsgen(place, ['check']);
  const said = `${stderr}${stdout}`
    .replaceAll(place, '<folder>')
    .replace(/(\n {4}at .*)+/, '\n    at …');
  return `${shortened(said)}exit code ${code}\n`;
}

function inProcess(cwd: string): { code: number | string; stdout: string; stderr: string } {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${memory}`, bin, 'check'],
    { cwd, encoding: 'utf8', timeout: patience, maxBuffer: 10_000_000 },
  );
  return { code: status ?? signal ?? '', stdout, stderr };
}

/** Much is told of much; the beginning, the end and how long it is are enough to compare. */
function shortened(text: string): string {
  if (text.length <= 4000) return text;
  return `${text.slice(0, 2000)}\n… ${text.length} characters …\n${text.slice(-500)}`;
}
