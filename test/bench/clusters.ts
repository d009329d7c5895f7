import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of YAML with this many clusters that differ in addresses and names. */
export function clusters(count: number, changed = 'eth1'): string {
  const texts = Array.from({ length: count }, (_, index) => {
    const name = `web-${String(index).padStart(5, '0')}`;
    const interfaces = index === 0 ? [`    looseReversePath: [${changed}]`] : [];
    return [
      `  ${name}:`,
      '    mode: dr',
      `    vips: [10.${20 + (index >> 8)}.${index & 255}.10]`,
      '    targets: [el6, el7]',
      ...interfaces,
      '',
    ].join('\n');
  });
  return `clusters:\n${texts.join('')}`;
}

/** Writes a config of so many clusters into a folder. */
export function writeConfig(folder: string, text: string): void {
  writeFileSync(join(folder, 'lvsgen.yaml'), text);
}
