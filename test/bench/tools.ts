import { spawnSync } from 'node:child_process';
import { findOnPath } from '../../src/lint/executable.ts';

/** Which of these programs are missing here, each with the package that brings it. */
export async function missingPrograms(
  programs: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const [program, from] of Object.entries(programs)) {
    if ((await findOnPath(program, searchPath)) === undefined) missing.push(`${program} (${from})`);
  }
  return missing;
}

/** Without what npm puts there: a package may have a wrapper of the same name. */
export const searchPath = (process.env['PATH'] ?? '')
  .split(':')
  .filter((folder) => !folder.endsWith('node_modules/.bin'))
  .join(':');

/** Whether Python has these modules. */
export function hasPythonModules(python: string, ...modules: readonly string[]): boolean {
  return spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0;
}
