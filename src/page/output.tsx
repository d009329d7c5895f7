import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { drawingOf } from '../explain/drawing.ts';
import { explainCluster } from '../explain/text.ts';
import { installPathOf, unitOf } from '../output/paths.ts';
import { bundled } from '../render/bundled.ts';
import { createPrinter } from '../render/print.ts';
import { Code, Listing } from './code.tsx';
import { deploymentsOf } from './deploy.ts';
import { Picture } from './picture.tsx';
import { archive, type Rendered } from './result.ts';
import { Script } from './script.tsx';
import { set, type State } from './store.ts';
import { Tabs } from './tabs.tsx';
import { useWords } from './words.ts';

type ViewProps = State & { readonly rendered: Rendered };

/** The tabs below the config; the last is there whatever the config says. */
const views = { files: Files, drawing: Drawings, words: InWords, install: Install, script: Script };
const viewNames = Object.keys(views) as readonly (keyof typeof views)[];

/** What the config renders to, in several ways. */
export function Output(state: State): JSX.Element {
  const t = useWords();
  const { result, rendered } = state;
  const view = viewNames.find((one) => one === state.view) ?? 'files';
  const View = views[view];
  const isStale = !result.rendered && view !== 'script';
  return (
    <section aria-label={t.result} class="output">
      <Tabs
        {...{ id: 'view', label: t.result, chosen: view }}
        names={viewNames.map((one) => [one, t[one]])}
        onChoose={(one) => set({ view: one })}
      >
        {isStale && <p class="stale">{rendered ? t.stale : t.nothing}</p>}
        {rendered && <View {...state} rendered={rendered} />}
      </Tabs>
    </section>
  );
}

function Files({ file, rendered: { files } }: ViewProps): JSX.Element {
  const t = useWords();
  const open = files.find(({ path }) => path === file) ?? files[0];
  if (open === undefined) return <p>{t.nothing}</p>;
  const { path: chosen, content: text, language, mode } = open;
  const names = files.map((one) => {
    const name = (
      <>
        <small>{unitOf(one.path)}</small>
        {installPathOf(one)}
      </>
    );
    return [one.path, name] as const;
  });
  return (
    <Tabs
      {...{ vertical: true, id: 'file', label: t.files, names, chosen }}
      onChoose={(path) => set({ file: path })}
    >
      <Listing text={text} title={`${installPathOf(open)}, 0${mode.toString(8)}`}>
        <Code text={text.trimEnd()} language={language} />
      </Listing>
    </Tabs>
  );
}

function Drawings({ rendered: { clusters } }: ViewProps): JSX.Element {
  const drawings = clusters.map((cluster) => drawingOf(cluster, clusters));
  return (
    <>
      {drawings.map((drawing) => (
        <figure key={drawing.title}>
          <figcaption>{drawing.title}</figcaption>
          <div class="picture" tabIndex={0}>
            <Picture drawing={drawing} />
          </div>
        </figure>
      ))}
    </>
  );
}

function InWords({ rendered: { clusters } }: ViewProps): JSX.Element {
  const text = useMemo(() => {
    const print = createPrinter(bundled);
    const told = clusters.map((cluster) => explainCluster(cluster, clusters, {}, print));
    return [...told, print('explain/all-scripts', {})].join('\n\n');
  }, [clusters]);
  return (
    <div lang="en">
      <Listing text={text} title="lvsgen explain">
        {text}
      </Listing>
    </div>
  );
}

function Install({ rendered }: ViewProps): JSX.Element {
  const t = useWords();
  const download = async (): Promise<void> => {
    const href = URL.createObjectURL(new Blob([new Uint8Array(await archive(rendered))]));
    Object.assign(document.createElement('a'), { href, download: 'lvs.tar' }).click();
    URL.revokeObjectURL(href);
  };
  return (
    <>
      <p>
        <button type="button" onClick={() => void download()}>
          {t.download}
        </button>
      </p>
      {[
        [t.unpack, 'mkdir lvs && tar -C lvs -xf lvs.tar && cd lvs'] as const,
        ...rendered.clusters.flatMap(deploymentsOf),
      ].map(([title, text]) => (
        <Listing key={title} text={text} title={title}>
          <Code text={text} language="shell" />
        </Listing>
      ))}
    </>
  );
}
