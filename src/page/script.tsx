import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { auditFile } from '../audit/audit.ts';
import { type Diagnostic, LvsgenError } from '../base/diagnostic.ts';
import { importConfig } from '../import/import.ts';
import { Editor } from './code.tsx';
import { set, type State } from './store.ts';
import { useWords } from './words.ts';

/** What was found in an old script, and the config that does the same, if one can be made of it. */
interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly config?: string;
}

function lookAt(file: string, text: string): Found {
  const diagnostics: Diagnostic[] = [];
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

/** An old script, with what was found beside its lines. */
export function Script({ script: text, scriptName }: State): JSX.Element {
  const t = useWords();
  const { diagnostics, config }: Found = useMemo(
    () => (text.trim() === '' ? { diagnostics: [] } : lookAt(scriptName, text)),
    [scriptName, text],
  );
  return (
    <>
      <p>{t.scriptHint}</p>
      <Editor
        {...{ id: 'script', text, diagnostics, language: 'shell', label: t.scriptText }}
        onInput={(written) => set({ script: written })}
      />
      {config !== undefined && (
        <p>
          <button type="button" onClick={() => set({ text: config })}>
            {t.takeOver}
          </button>
        </p>
      )}
    </>
  );
}
