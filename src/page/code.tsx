import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Diagnostic } from '../base/diagnostic.ts';
import { isError } from '../model/problem.ts';
import { type Coloured, highlight } from './highlight.ts';
import { set } from './store.ts';
import { useWords } from './words.ts';

interface CodeProps {
  readonly text: string;
  readonly language: Coloured;
  /** What is told about lines of it, beside them. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** A text with its line numbers and colours, and what is wrong at the end of its lines. */
export function Code({ text, language, diagnostics = [] }: CodeProps): JSX.Element {
  const lines = useMemo(() => highlight(text, language), [text, language]);
  const shown = lines.map((tokens, index) => {
    const here = diagnostics.filter(({ position }) => position?.line === index + 1);
    const told = here.find(isError) ?? here[0];
    return (
      <span key={index} class={`line ${told?.severity ?? ''}`}>
        {tokens.map(([piece, kind]) => (kind === '' ? piece : <span class={kind}>{piece}</span>))}
        {told && <em>{told.message}</em>}
        {'\n'}
      </span>
    );
  });
  return <code>{shown}</code>;
}

interface ListingProps {
  readonly text: string;
  readonly title: string;
  readonly children: JSX.Element | string;
}

/** A text that can be copied; where the browser does not allow that, as over http, it is selected. */
export function Listing({ text, title, children }: ListingProps): JSX.Element {
  const t = useWords();
  const copy = async (button: Element): Promise<void> => {
    const shown = button.closest('figure')?.querySelector('pre');
    try {
      await navigator.clipboard.writeText(text);
      set({ said: t.copied });
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown);
    }
  };
  return (
    <figure>
      <figcaption>
        {title}
        <button type="button" onClick={({ currentTarget }) => void copy(currentTarget)}>
          {t.copy}
        </button>
      </figcaption>
      <pre tabIndex={0}>{children}</pre>
    </figure>
  );
}

interface EditorProps extends CodeProps {
  readonly id: string;
  readonly label: string;
  readonly onInput: (text: string) => void;
}

/** The same, to be written in: a transparent text field lies over it. What is wrong is listed below. */
export function Editor({ id, label, onInput, ...code }: EditorProps): JSX.Element {
  const t = useWords();
  const { diagnostics = [] } = code;
  const jump = (line: number): void => {
    const field = document.getElementById(id) as HTMLTextAreaElement;
    const before = code.text.split('\n').slice(0, line);
    const end = before.join('\n').length;
    field.focus();
    field.setSelectionRange(end - (before.at(-1) ?? '').length, end);
    field.parentElement?.querySelectorAll('.line')[line - 1]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <div class="editor">
        <pre aria-hidden="true">
          <Code {...code} />
        </pre>
        <textarea
          {...{ id, spellcheck: false, autocomplete: 'off', autocapitalize: 'off', wrap: 'off' }}
          aria-label={label}
          aria-invalid={diagnostics.some(({ severity }) => severity === 'error')}
          aria-describedby={`${id}-told`}
          value={code.text}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      </div>
      <ul id={`${id}-told`} class="told">
        {diagnostics.map(({ severity, position, key, message, hint }) => (
          <li class={severity}>
            {position && (
              <button type="button" onClick={() => jump(position.line)}>
                {t.line} {position.line}
              </button>
            )}
            <span>
              {key !== undefined && <b>{key}: </b>}
              {message}
              {hint !== undefined && <i>{hint}</i>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
