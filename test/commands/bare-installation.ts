import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Installs the built package beside its run-time dependencies alone, so that no linter is found among the development
 * dependencies; returns the path of its command.
 */
export function bareInstallation(): string {
  const folder = temporaryFolder();
  for (const part of ['dist', 'templates', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  mkdirSync(join(folder, 'node_modules'));
  for (const name of Object.keys(manifest.dependencies)) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return join(folder, 'dist', 'bin.js');
}
