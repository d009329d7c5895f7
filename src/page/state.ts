import { type Document, isMap, isSeq, parseDocument, Scalar, type YAMLSeq } from 'yaml';
import { yamlOptions } from '../config/yaml-text.ts';
import { layOut, printYaml } from '../import/document.ts';
import type { KeyPath } from '../model/problem.ts';
import { type Rendered, type Result, resultOf } from './result.ts';
import { t } from './words.ts';

/** All that the page shows. */
export interface State {
  /** The config, what becomes of it, and what became of it when it last had no errors. */
  readonly text: string;
  readonly result: Result;
  readonly rendered: Rendered;
  /** The cluster in the form. */
  readonly cluster: string;
  /** The view of the result that is open, and the file. */
  readonly view: string;
  readonly file: string;
  /** An old script that was dropped or pasted, and the name of its file. */
  readonly script: string;
  readonly scriptName: string;
  readonly isDark: boolean;
  /** What was just done. */
  readonly said: string;
}

/** What the page opens with: the four-line cluster. */
const text = `clusters:
  web:
    mode: dr
    vips: [192.168.10.12]
    targets: [el6, el7]
`;
const result = resultOf(text);
const { rendered } = result;
if (rendered === undefined) throw new Error('what the page opens with has an error');
let state: State = {
  ...{ text, result, rendered, cluster: '', view: 'files', file: '' },
  ...{ script: '', scriptName: 'script', said: '' },
  isDark: matchMedia('(prefers-color-scheme: dark)').matches,
};
let show: (state: State) => void = () => undefined;
let timer = 0;

/** Changes what is shown. */
export function set(change: Partial<Omit<State, 'result' | 'rendered'>>): void {
  state = { ...state, said: '', ...change };
  if (state.text !== state.result.text) {
    const result = resultOf(state.text);
    state = { ...state, result, rendered: result.rendered ?? state.rendered };
  }
  show(state);
  clearTimeout(timer);
  timer = window.setTimeout(link, 300);
}

/** Shows the page, now and after each change. */
export function start(render: typeof show): void {
  show = render;
  addEventListener('hashchange', follow);
  follow();
}

/** Keeps what is shown in the address, so that a link shows the same. */
function link(): void {
  const { text, view, file } = state;
  history.replaceState(null, '', `#${new URLSearchParams({ text, view, file }).toString()}`);
}

function follow(): void {
  const { text, view, file } = {
    ...state,
    ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
  };
  set({ text, view, file });
}

/** Sets a key of the config, or takes it away where the value is undefined. Comments and all that stands elsewhere stay. */
export function write(path: KeyPath, value: unknown): void {
  change((document) => {
    const old = document.getIn(path);
    if (value === undefined) document.deleteIn(path);
    else if (isSeq<Scalar>(old) && Array.isArray(value)) setItems(old, value);
    else if (typeof value === 'object') document.setIn(path, layOut(document.createNode(value)));
    else document.setIn(path, value);
  });
}

/** Gives a cluster another name; it stays in its place. */
export function renameCluster(name: string, cluster: string): void {
  change((document) => {
    const map = document.get('clusters');
    const keys = isMap<Scalar>(map) ? map.items.map(({ key }) => key) : [];
    for (const key of keys) if (key.value === name) key.value = cluster;
  });
  set({ cluster });
}

/** Each that stays, or is written over, keeps its comment. */
function setItems(list: YAMLSeq<Scalar>, values: readonly unknown[]): void {
  const old = list.items;
  list.items = values.map((value, index) => {
    const before = values.length === old.length ? old[index] : undefined;
    const same = old.find((item) => item.value === value);
    return same ?? Object.assign(new Scalar(value), { comment: before?.comment });
  });
}

function change(apply: (document: Document) => void): void {
  try {
    const document = parseDocument(state.text, yamlOptions);
    apply(document);
    set({ text: printYaml(document) });
  } catch {
    // The key stands in what an alias repeats.
    set({ said: t('notWritable') });
  }
}
