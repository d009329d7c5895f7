import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { drawingOf } from '../explain/drawing.ts';
import { explainCluster } from '../explain/text.ts';
import { unitOf } from '../output/paths.ts';
import { bundled } from '../render/bundled.ts';
import { createPrinter } from '../render/print.ts';
import { installPathOf } from '../rpm/archive.ts';
import type { AppProps } from './app.tsx';
import { Code } from './code.tsx';
import { deploymentsOf } from './deploy.ts';
import { copy, save } from './hand-out.ts';
import { Picture } from './picture.tsx';
import { archive, type Rendered } from './result.ts';
import { Script } from './script.tsx';
import { Tabs } from './tabs.tsx';
import { useWords } from './words.ts';

/** The tabs below the config. */
export const views = ['files', 'drawing', 'words', 'install', 'script'] as const;

type ViewProps = AppProps & { readonly rendered: Rendered };

const parts = { files: Files, drawing: Drawings, words: Explanation, install: Install };

/** What the config renders to, in several ways. */
export function Output(props: AppProps): JSX.Element {
  const t = useWords();
  const { state, actions, result, rendered } = props;
  const view = views.find((one) => one === state.view) ?? 'files';
  const View = view === 'script' ? undefined : parts[view];
  return (
    <section aria-label={t.result} class="output">
      <Tabs
        id="view"
        label={t.result}
        names={views.map((one) => [one, t[one]] as const)}
        chosen={view}
        onChoose={(one) => actions.set({ view: one })}
      >
        {View === undefined ? (
          <Script {...props} />
        ) : (
          <>
            {!result.rendered && <p class="stale">{rendered ? t.stale : t.nothing}</p>}
            {rendered && <View {...props} rendered={rendered} />}
          </>
        )}
      </Tabs>
    </section>
  );
}

function Files({ state, actions, rendered }: ViewProps): JSX.Element {
  const t = useWords();
  const { files } = rendered;
  const file = files.find(({ path }) => path === state.file) ?? files[0];
  if (file === undefined) return <p>{t.nothing}</p>;
  return (
    <Tabs
      vertical
      id="file"
      label={t.files}
      names={files.map((one) => [
        one.path,
        <>
          <small>{unitOf(one.path)}</small>
          {installPathOf(one)}
        </>,
      ])}
      chosen={file.path}
      onChoose={(path) => actions.set({ file: path })}
    >
      <Listing
        {...{
          actions,
          text: file.content,
          title: `${installPathOf(file)}, ${modeText(file.mode)}`,
        }}
      >
        <Code text={file.content.trimEnd()} language={file.language} />
      </Listing>
    </Tabs>
  );
}

const modeText = (mode: number): string => mode.toString(8).padStart(4, '0');

/** A text that can be copied. */
function Listing(
  props: Pick<AppProps, 'actions'> & {
    text: string;
    title: string;
    children: JSX.Element | string;
  },
): JSX.Element {
  const t = useWords();
  return (
    <figure>
      <figcaption>
        <span>{props.title}</span>
        <button
          type="button"
          onClick={({ currentTarget }) => {
            const shown = currentTarget.closest('figure')?.querySelector('pre');
            void copy(props.text, shown).then((isCopied) => {
              if (isCopied) props.actions.set({ said: t.copied });
            });
          }}
        >
          {t.copy}
        </button>
      </figcaption>
      <pre tabIndex={0}>{props.children}</pre>
    </figure>
  );
}

function Drawings({ rendered: { clusters } }: ViewProps): JSX.Element {
  return (
    <>
      {clusters.map((cluster) => {
        const drawing = drawingOf(cluster, clusters);
        return (
          <figure key={cluster.name}>
            <figcaption>{drawing.title}</figcaption>
            <div class="picture" tabIndex={0}>
              <Picture drawing={drawing} />
            </div>
          </figure>
        );
      })}
    </>
  );
}

function Explanation({ rendered: { clusters }, actions }: ViewProps): JSX.Element {
  const text = useMemo(() => {
    const print = createPrinter(bundled);
    const told = clusters.map((cluster) => explainCluster(cluster, clusters, {}, print));
    return [...told, print('explain/all-scripts', {})].join('\n\n');
  }, [clusters]);
  return (
    <div lang="en">
      <Listing {...{ actions, text, title: 'lvsgen explain' }}>{text}</Listing>
    </div>
  );
}

function Install({ rendered, actions }: ViewProps): JSX.Element {
  const t = useWords();
  const unpack = 'mkdir lvs && tar -C lvs -xf lvs.tar && cd lvs';
  return (
    <>
      <p>
        <button
          type="button"

          onClick={() => {
            void archive(rendered).then((tar) => {
              save('lvs.tar', tar);
            });
          }}
        >
          {t.download}
        </button>
      </p>
      <Listing {...{ actions, text: unpack, title: t.unpack }}>
        <Code text={unpack} language="shell" />
      </Listing>
      <p>{t.host}</p>
      {rendered.clusters.flatMap(deploymentsOf).map(({ tree, commands }) => {
        const text = `host=HOST\ntar -C generated/${tree} -c . | ssh "root@$host" 'tar -C / --no-same-owner --no-overwrite-dir -x && ${commands.join(' &&\n  ')}'`;
        return (
          <Listing key={tree} {...{ actions, text, title: tree }}>
            <Code text={text} language="shell" />
          </Listing>
        );
      })}
    </>
  );
}
