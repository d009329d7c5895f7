import type { KeyPath } from '../model/problem.ts';
import { edit, rename } from './edit.ts';
import { pack, unpack } from './link.ts';
import { example } from './presets.ts';
import { type Rendered, type Result, resultOf } from './result.ts';
import { type LanguageName, languages } from './words.ts';

/** All that the page shows. */
export interface State {
  /** The config. */
  readonly text: string;
  /** What becomes of it, and what became of it when it last had no errors. */
  readonly result: Result;
  readonly rendered: Rendered | undefined;
  /** The cluster in the form. */
  readonly cluster: string;
  /** The tab that is open, and the file. */
  readonly view: string;
  readonly file: string;
  /** An old script that was dropped or pasted, and the name of its file. */
  readonly script: string;
  readonly scriptName: string;
  readonly language: LanguageName;
  readonly isDark: boolean;
  /** What was just done. */
  readonly said: string;
}

const result = resultOf(example);
let state: State = {
  ...{ text: example, result, rendered: result.rendered, cluster: '', view: 'files', file: '' },
  ...{ script: '', scriptName: 'script', said: '' },
  language: navigator.language.startsWith('zh') ? 'zh' : 'en',
  isDark: matchMedia('(prefers-color-scheme: dark)').matches,
};
let show: (state: State) => void = () => undefined;
let isWaiting = false;
let linked = '';
let timer = 0;

/** Changes what is shown. Several changes at once are shown as one. */
export function set(change: Partial<Omit<State, 'result' | 'rendered'>>): void {
  state = { ...state, said: '', ...change };
  if (isWaiting) return;
  isWaiting = true;
  queueMicrotask(() => {
    isWaiting = false;
    if (state.text !== state.result.text) {
      const result = resultOf(state.text);
      state = { ...state, result, rendered: result.rendered ?? state.rendered };
    }
    show(state);
    clearTimeout(timer);
    timer = window.setTimeout(() => void link(), 300);
  });
}

/** Sets a key of the config, or takes it away where the value is undefined. */
export function write(path: KeyPath, value: unknown): void {
  rewrite((text) => edit(text, path, value));
}

/** Gives a cluster another name. */
export function renameCluster(name: string, cluster: string): void {
  rewrite((text) => rename(text, ['clusters', name], cluster));
  set({ cluster });
}

function rewrite(work: (text: string) => string): void {
  try {
    set({ text: work(state.text) });
  } catch {
    set({ said: languages[state.language].notWritable });
  }
}

/** Keeps what is shown in the address, so that a link shows the same. */
async function link(): Promise<void> {
  const { text, view, file } = state;
  const hash = `#${await pack({ text, view, file })}`;
  if (hash === linked) return;
  linked = hash;
  history.replaceState(null, '', hash);
}

/** Shows what the address holds. */
async function follow(): Promise<void> {
  if (location.hash === linked) return;
  linked = location.hash;
  set((await unpack(linked)) ?? {});
}

/** Shows the page, now and after each change. */
export async function start(render: typeof show): Promise<void> {
  show = render;
  addEventListener('hashchange', () => void follow());
  await follow();
  set({});
}
