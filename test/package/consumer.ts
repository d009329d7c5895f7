// Copied into the project that the package is installed in, compiled and run there: every part of the public API.
import {
  type Change,
  compare,
  type Config,
  defineConfig,
  type Diagnostic,
  type JsonReport,
  lint,
  loadConfig,
  LvsgenError,
  type RelatedPlace,
  render,
  type RenderedFile,
} from 'lvsgen';

const config: Config = defineConfig({
  clusters: {
    web: {
      description: 'Public web farm',
      mode: 'dr',
      vips: ['192.168.10.12'],
      targets: ['el6', 'el7'],
      initSystems: ['sysv'],
      chkconfig: { levels: '345', start: 80, stop: 20 },
      before: ['nginx'],
      arp: { ignore: 1, announce: 2, onStop: 'restore' },
    },
  },
});

// @ts-expect-error: a misspelt key is found by the compiler
defineConfig({ clusters: { web: { mode: 'dr', vip: [], vips: [], targets: ['el6'] } } });

const files: ReadonlyMap<string, RenderedFile> = render(config);
const loaded = render(await loadConfig({ cwd: process.cwd() }));
const { changes } = await compare([...files.values()], 'nowhere', { clusters: ['web'] });
const kinds: readonly Change['kind'][] = changes.map((change) => change.kind);

const report = JSON.parse('{"version":1,"diagnostics":[]}') as JsonReport;
const related: readonly (RelatedPlace | undefined)[] = report.diagnostics.map((one) => one.related);

let refused: readonly Diagnostic[] = [];
try {
  render({ clusters: {} });
} catch (error) {
  if (error instanceof LvsgenError) refused = error.diagnostics;
}

const { shellcheck } = await lint([]);
console.log(
  JSON.stringify({
    files: files.size,
    loaded: loaded.size,
    kinds,
    related,
    refused: refused.map(({ key }) => key),
    shellcheck: typeof shellcheck.kind,
  }),
);
