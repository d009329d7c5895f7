import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { auditFile } from '../audit/audit.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { drawingOf, reply, request } from '../explain/drawing.ts';
import { explainCluster } from '../explain/text.ts';
import { importConfig } from '../import/import.ts';
import { installPathOf, unitOf } from '../output/paths.ts';
import { bundled } from '../render/bundled.ts';
import { createPrinter } from '../render/print.ts';
import { modeText } from '../roles/artifact.ts';
import { Editor, Listing } from './code.tsx';
import { Options } from './fields.tsx';
import { archive, deploymentsOf } from './result.ts';
import { set, type State } from './state.ts';
import { t } from './words.ts';

/** The views of the result; the last is there whatever the config says. */
const views = { files: Files, drawing: Drawings, words: InWords, install: Install, script: Script };
const viewNames = Object.keys(views) as readonly (keyof typeof views)[];

/** What the config renders to, in several ways. */
export function Output(state: State): JSX.Element {
  const view = viewNames.find((one) => one === state.view) ?? 'files';
  const View = views[view];
  return (
    <section class="output">
      <h2>{t('result')}</h2>
      <Options
        {...{ type: 'radio', name: 'views', chosen: [view] }}
        options={viewNames.map((one) => [one, t(one)])}
        onChange={(one) => set({ view: one })}
      />
      {!state.result.rendered && view !== 'script' && <p class="stale">{t('stale')}</p>}
      <View {...state} />
    </section>
  );
}

function Files({ file, rendered: { files } }: State): JSX.Element | null {
  const open = files.find(({ path }) => path === file) ?? files[0];
  if (open === undefined) return null;
  const options = files.map((one) => {
    const label = [<small>{unitOf(one.path)}</small>, <br />, installPathOf(one)];
    return [one.path, label] as const;
  });
  return (
    <div class="columns">
      <Options
        {...{ type: 'radio', name: 'files', options, chosen: [open.path] }}
        onChange={(path) => set({ file: path })}
      />
      <Listing text={open.content} title={`${installPathOf(open)}, ${modeText(open.mode)}`} />
    </div>
  );
}

/** Clients, director and real servers from left to right, with what stands at the arrows between them. */
function Drawings({ rendered: { clusters } }: State): JSX.Element {
  const drawings = clusters.map((cluster) => drawingOf(cluster, clusters));
  return (
    <>
      {drawings.map(({ title, director, realServers, gateway }) => (
        <figure key={title}>
          <figcaption>{title}</figcaption>
          <div class="drawing">
            <Box lines={['clients']} />
            <Way there={request} back={gateway && reply} />
            <Box lines={director} />
            <div class="servers">
              {realServers.map(({ lines, forwarded }) => (
                <div class="forwarded" key={lines[0]}>
                  <Way there={forwarded} back={gateway} />
                  <Box lines={lines} />
                </div>
              ))}
            </div>
          </div>
          {gateway === undefined && <p class="way past">← {reply}</p>}
        </figure>
      ))}
    </>
  );
}

const Box = ({ lines }: { lines: readonly string[] }): JSX.Element => (
  <div class="box">
    {lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </div>
);

const Way = ({ there, back }: { there: string; back: string | undefined }): JSX.Element => (
  <div class="way">
    <p>{`${there}\u00A0→`}</p>
    {back !== undefined && <p>{`←\u00A0${back}`}</p>}
  </div>
);

function InWords({ rendered: { clusters } }: State): JSX.Element {
  const text = useMemo(() => {
    const print = createPrinter(bundled);
    const told = clusters.map((cluster) => explainCluster(cluster, clusters, {}, print));
    return [...told, print('explain/all-scripts', {})].join('\n\n');
  }, [clusters]);
  return (
    <div lang="en">
      <Listing {...{ text, title: 'lvsgen explain', isPlain: true }} />
    </div>
  );
}

function Install({ rendered }: State): JSX.Element {
  const download = async (): Promise<void> => {
    const href = URL.createObjectURL(new Blob([new Uint8Array(await archive(rendered))]));
    Object.assign(document.createElement('a'), { href, download: 'lvs.tar' }).click();
    URL.revokeObjectURL(href);
  };
  return (
    <>
      <p>
        <button onClick={() => void download()}>{t('download')}</button>
      </p>
      <Listing title={t('unpack')} text="mkdir lvs && tar -C lvs -xf lvs.tar && cd lvs" />
      {rendered.clusters.flatMap(deploymentsOf).map(([title, text]) => (
        <Listing {...{ key: title, title, text }} />
      ))}
    </>
  );
}

/** What was found in an old script, and the config that does the same, if one can be made of it. */
function lookAt(file: string, text: string): { diagnostics: Diagnostic[]; config?: string } {
  const diagnostics: Diagnostic[] = [];
  if (text.trim() === '') return { diagnostics };
  try {
    const audited = auditFile(file, new TextEncoder().encode(text));
    diagnostics.push(...audited.diagnostics);
    const files = audited.understood.map((understood) => ({ text, understood }));
    return { diagnostics, config: importConfig(files) };
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
    return { diagnostics: [...diagnostics, ...error.diagnostics] };
  }
}

function Script({ script: text, scriptName }: State): JSX.Element {
  const { diagnostics, config } = useMemo(() => lookAt(scriptName, text), [scriptName, text]);
  return (
    <>
      <p>{t('scriptHint')}</p>
      <Editor
        {...{ id: 'script', text, diagnostics, label: t('scriptText') }}
        onInput={(written) => set({ script: written })}
      />
      {config !== undefined && (
        <p>
          <button onClick={() => set({ text: config })}>{t('takeOver')}</button>
        </p>
      )}
    </>
  );
}
