import type { JSX } from 'preact';
import type { AppProps } from './app.tsx';
import { Editor } from './code.tsx';
import { useWords } from './words.ts';

/** An old script, with what was found beside its lines. */
export function Script({ state: { script }, actions: { set } }: AppProps): JSX.Element {
  const t = useWords();
  return (
    <>
      <p>{t.scriptHint}</p>
      <p>
        <label class="button">
          {t.open}
          <input
            type="file"
            onChange={({ currentTarget: { files } }) => {
              void files?.[0]?.text().then((text) => {
                set({ script: text, scriptName: files[0]?.name ?? '' });
              });
            }}
          />
        </label>
      </p>
      <Editor
        {...{ id: 'script', text: script, diagnostics: [], language: 'shell', label: t.scriptText }}
        onInput={(text) => set({ script: text })}
      />
    </>
  );
}
