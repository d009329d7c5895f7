import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { snapshot } from '../revision/repository.ts';
import { lvsgen, type Outcome } from './lvsgen.ts';
import { fourLines } from './project.ts';

/** The config that a user begins with, with one more VIP. */
export const moreVips = fourLines.replace('.12]', '.12, 192.168.10.112]');

/** Runs `lvsgen diff`, which leaves nothing behind: neither in the repository nor among temporary files. */
export async function diff(
  folder: string,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Outcome> {
  const before = snapshot(folder);
  const outcome = await lvsgen(folder, ['diff', ...argv], { env: { ...process.env, ...env } });
  expect(snapshot(folder)).toEqual(before);
  expect(readdirSync(String(process.env['TMPDIR']))).toEqual([]);
  return outcome;
}

/** The added lines of a diff that are about addresses. */
export function addresses({ stdout }: Outcome): readonly string[] {
  return stdout.match(/^[+-].* dev lo.*$/gm) ?? [];
}

/** The same config in JSON, which is an expression of TypeScript too. */
export function json(yaml: string): string {
  const vips = /\[(.*?)\]/.exec(yaml)?.[1] ?? '';
  return `{"clusters":{"web":{"mode":"dr","vips":["${vips}"],"targets":["el6","el7"]}}}`;
}
