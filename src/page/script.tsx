import type { JSX } from 'preact';
import { Editor } from './code.tsx';
import { set, type State } from './store.ts';
import { useWords } from './words.ts';

/** An old script, with what was found beside its lines. */
export function Script({ script }: State): JSX.Element {
  const t = useWords();
  return (
    <>
      <p>{t.scriptHint}</p>
      <Editor
        {...{ id: 'script', text: script, diagnostics: [], language: 'shell', label: t.scriptText }}
        onInput={(text) => set({ script: text })}
      />
    </>
  );
}
