import { type JSX, render } from 'preact';
import { Editor } from './code.tsx';
import { ClusterForm } from './form.tsx';
import { Output } from './output.tsx';
import { set, start, type State } from './state.ts';
import { languageOf, switchLanguage, t } from './words.ts';

function Top({ isDark }: State): JSX.Element {
  const speak = (): void => {
    switchLanguage();
    set({});
  };
  return (
    <header>
      <h1>lvsgen</h1>
      <p>{t('purpose')}</p>
      <button lang={languageOf(true)} onClick={speak}>
        {t('language')}
      </button>
      <button onClick={() => set({ isDark: !isDark })}>{t(isDark ? 'light' : 'dark')}</button>
    </header>
  );
}

/** The YAML, with what is wrong at its lines. */
function Config({ text, said, result: { diagnostics } }: State): JSX.Element {
  const counts = (['error', 'warning'] as const).map((severity) => {
    const { length } = diagnostics.filter((one) => one.severity === severity);
    return length > 0 ? `${t(severity)}: ${length}` : '';
  });
  return (
    <section>
      <h2>{t('config')}</h2>
      <Editor
        {...{ id: 'yaml', label: t('configText'), text, diagnostics }}
        onInput={(written) => set({ text: written })}
      />
      <p role="status">{[...counts, said].filter(Boolean).join(', ')}</p>
    </section>
  );
}

// A file that is dropped anywhere on the page is an old script.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  void file?.text().then((script) => set({ script, scriptName: file.name, view: 'script' }));
});

start((state) => {
  document.documentElement.lang = languageOf();
  document.documentElement.style.colorScheme = state.isDark ? 'dark' : 'light';
  render(
    <>
      <Top {...state} />
      <main>
        <ClusterForm {...state} />
        <Config {...state} />
        <Output {...state} />
      </main>
    </>,
    document.body,
  );
});
