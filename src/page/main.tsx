import './without-eval.ts';
import { render } from 'preact';
import { App } from './app.tsx';
import { set, start } from './store.ts';

// A file that is dropped anywhere on the page is an old script.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  void file?.text().then((script) => set({ script, scriptName: file.name, view: 'script' }));
});

void start((state) => {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset['theme'] = state.isDark ? 'dark' : 'light';
  render(<App {...state} />, document.body);
});
