import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { templates } from './rolldown.config.ts';

const read = (name: string): string => readFileSync(`src/page/${name}`, 'utf8');
const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts the script and the style into the page, which allows itself these two and nothing else. */
const inline: Plugin = {
  name: 'inline',
  generateBundle(_, bundle) {
    const [chunk] = Object.values(bundle);
    if (chunk?.type !== 'chunk') throw new Error('there is no script');
    // These would end the script, or begin what HTML reads in another way, wherever they stand in it.
    const script = chunk.code.replaceAll(/<(?=\/?script|!--)/gi, String.raw`\x3C`);
    const style = read('page.css');
    const packages = chunk.moduleIds.map(
      (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(id)?.[0],
    );
    const licences = [...new Set(packages)].sort().flatMap((folder) => {
      const name = folder && readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      return name ? [`${basename(folder)}\n\n${readFileSync(folder + name, 'utf8')}`] : [];
    });
    const policy = [
      "default-src 'none'",
      `script-src ${hashOf(script)}`,
      `style-src ${hashOf(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
    const source = read('page.html')
      .replace('POLICY', () => policy)
      .replace('</style>', () => `${style}</style>`)
      .replace('</script>', () => `${script}</script>`);
    Reflect.deleteProperty(bundle, chunk.fileName);
    const notice = `<!--\n${licences.join('\n\n')}\n-->\n`;
    this.emitFile({ type: 'asset', fileName: 'page.html', source: source + notice });
  },
};

export default defineConfig({
  input: 'src/page/main.tsx',
  platform: 'browser',
  plugins: [templates, inline],
  output: {
    dir: 'dist',
    format: 'esm',
    codeSplitting: false,
    // zod makes functions of text where it may, and asks by doing so. This has to be said before the first schema is made.
    banner: 'globalThis.__zod_globalConfig = { jitless: true };',
    minify: true,
    comments: { legal: true },
  },
});
