import './without-eval.ts';
import { render } from 'preact';
import { type Actions, App, type State } from './app.tsx';
import { edit, rename } from './edit.ts';
import { pack, unpack } from './link.ts';
import { example } from './presets.ts';
import { type Rendered, type Result, resultOf } from './result.ts';
import { languages } from './words.ts';

const root = document.body;

let state: State = {
  text: example,
  cluster: '',
  view: 'files',
  file: '',
  script: '',
  scriptName: '',
  language: navigator.language.startsWith('zh') ? 'zh' : 'en',
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  said: '',
};
let result: Result | undefined;
let rendered: Rendered | undefined;
let isWaiting = false;
let linked = '';
let timer = 0;

/** Changes what is shown; several changes at once are shown as one. */
function set(change: Partial<State>): void {
  if (change.text !== undefined && change.text !== state.text) result = undefined;
  state = { ...state, said: '', ...change };
  if (isWaiting) return;
  isWaiting = true;
  queueMicrotask(show);
}

function show(): void {
  isWaiting = false;
  result ??= resultOf(state.text);
  rendered = result.rendered ?? rendered;
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset['theme'] = state.dark ? 'dark' : 'light';
  render(<App {...{ state, actions, result, rendered }} />, root);
  clearTimeout(timer);
  timer = window.setTimeout(() => void link(), 300);
}

/** A change of the document, unless it stands in what an alias repeats. */
function rewrite(work: (text: string) => string): void {
  try {
    set({ text: work(state.text) });
  } catch {
    set({ said: languages[state.language].notWritable });
  }
}

const actions: Actions = {
  set,
  write: (path, value) => {
    rewrite((text) => edit(text, path, value));
  },
  rename: (path, name) => {
    rewrite((text) => rename(text, path, name));
  },
};

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
  set((await unpack(location.hash)) ?? {});
}

addEventListener('hashchange', () => void follow());
// A file that is dropped anywhere on the page is an old script.
addEventListener('dragover', (event) => {
  event.preventDefault();
});
addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  void file?.text().then((script) => {
    set({ script, scriptName: file.name, view: 'script' });
  });
});
await follow();
show();
