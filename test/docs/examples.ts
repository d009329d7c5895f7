import { join } from 'node:path';
import { filesBelow } from '../cases/case.ts';
import { read, root } from './markdown.ts';

/** The README with every marked example as it has to be. */
export function withExamples(readme: string): string {
  const block =
    /^(<!-- (?<marker>example [^>]*?) -->\n\n)(?:<!-- prettier-ignore -->\n)?(```\w*\n)[\s\S]*?^```$/gm;
  return readme.replaceAll(block, (_, comment: string, marker: string, fence: string) => {
    // Prettier would indent shell in a document by two columns, and not by four as in the file.
    const ignore = marker.startsWith('example script') ? '<!-- prettier-ignore -->\n' : '';
    return `${comment}${ignore}${fence}${exampleFor(marker)}\`\`\``;
  });
}

function exampleFor(marker: string): string {
  const [, what = '', path = ''] = /^example (\w+)(?:: (.*))?$/.exec(marker) ?? [];
  switch (what) {
    case 'config':
      // The comment at its top is for the editor of this project.
      return read(path).replace(/^#.*\n/, '');
    case 'tree':
      return filesBelow(join(root, 'generated'))
        .filter((file) => file !== 'lvsgen.files')
        .map((file) => `generated/${file}\n`)
        .join('');
    case 'script':
      return startAndStop(read(path));
    default:
      throw new Error(`nobody knows what to do with <!-- ${marker} -->`);
  }
}

/** The functions `start` and `stop`, which stand side by side. */
function startAndStop(script: string): string {
  const [functions] =
    /^start\(\) \{\n[\s\S]*?\n\}\n\nstop\(\) \{\n[\s\S]*?\n\}\n/m.exec(script) ?? [];
  if (functions === undefined) throw new Error('there is no start() with stop() behind it');
  return functions;
}
