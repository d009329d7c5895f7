// What systemd 219, that of CentOS 7, does not know it logs and skips: a unit that looks right does less than it says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from '../output/tree.ts';

const generated = join(import.meta.dirname, '../../generated');
const units = filesBelow(generated).filter((path) => path.endsWith('.service'));

/** The directives that systemd 219 knows in each section of a service. */
const known = new Map(
  readFileSync(join(import.meta.dirname, 'systemd-219.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([section = '', ...names]) => [section, new Set(names)]),
);

/** The lines of a unit that systemd 219 would skip or refuse. */
function faults(unit: string): string[] {
  let section = '';
  return unit.split('\n').filter((line) => {
    if (line === '' || line.startsWith('#')) return false;
    const header = /^\[(.*)\]$/.exec(line)?.[1];
    section = header ?? section;
    if (header !== undefined) return !known.has(header);
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return (
      known.get(section)?.has(name) !== true || (name.startsWith('Exec') && !/^-?\//.test(value))
    );
  });
}

it('knows what it should and no more', () => {
  const wrong = ['[Nope]', 'a=b', 'junk', 'StartLimitIntervalSec=1', 'ExecStart=bin/x'];
  const unit = `[Unit]\nAfter=x\n${wrong[3] ?? ''}\n[Service]\n${wrong[4] ?? ''}\nExecStop=/bin/x\n${wrong[2] ?? ''}\n[Nope]\na=b`;
  expect(faults(unit).sort()).toEqual(wrong.sort());
});

it.each(units)('%s is understood', (path) => {
  expect(faults(readFileSync(join(generated, path), 'utf8'))).toEqual([]);
});
