import { fileURLToPath } from 'node:url';
import { bin, runNode } from './bin.ts';

const hooks = `
export async function load(url, context, next) {
  if (url.startsWith('file:')) process._rawDebug('loaded', url);
  return next(url, context);
}`;
const asUrl = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
const register = asUrl(
  `import { register } from 'node:module'; register(${JSON.stringify(asUrl(hooks))});`,
);

/** The files that a command has Node.js load as modules. */
export function loadedFiles(cwd: string, ...argv: readonly string[]): readonly string[] {
  const { stderr } = runNode(cwd, ['--import', register, bin, ...argv]);
  return Array.from(stderr.matchAll(/^loaded (\S+)$/gm), ([, url = '']) => fileURLToPath(url));
}
