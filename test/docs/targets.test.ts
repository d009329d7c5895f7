// What the READMEs say that an operating system lacks is what the registry says.
import { describe, expect, it } from 'vitest';
import { targets, type Target } from '../../src/targets/index.ts';
import { codeSpans, read, readmes, tables } from './markdown.ts';

describe.for(readmes)('%s', (name) => {
  const rows = tables(read(name)).flat();
  const everything = new Set(targets.flatMap(missingAt));

  it.for(targets)('tells what $name lacks', (target) => {
    const row = rows.find(([first = '']) => codeSpans(first).includes(target.name)) ?? [];
    expect(row.length).toBeGreaterThan(0);
    const told = new Set(row.at(-1)?.toLowerCase().match(/\w+/g));
    const missing = missingAt(target);
    for (const one of everything) expect(told.has(one), one).toBe(missing.includes(one));
  });
});

function missingAt(target: Target): string[] {
  const { missingSchedulers, missingProtocols, missingSettings } = target;
  return [missingSchedulers, missingProtocols, missingSettings].flatMap((one) => Object.keys(one));
}
