import type { ComponentChild, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Diagnostic } from '../base/diagnostic.ts';
import { isError } from '../model/problem.ts';
import { set } from './state.ts';
import { t } from './words.ts';

/** By their colours in the style: comments, texts in quotes, and words of the shell, sections, variables and names. */
const coloured = new RegExp(
  [
    String.raw`(?<soft>^[#;!].*|(?<=\s)#.*)`,
    String.raw`(?<warning>'[^']*'|"(?:[^"\\]|\\.)*")`,
    String.raw`(?<accent>\b(?:if|then|elif|else|fi|for|do|done|while|case|esac|return)\b(?![:=])`,
    String.raw`^\[.*\]|\$(?:\w+|\{[^}]*\}|[#?@*!$-])|^\s*[\w./-]+(?=\(\)|=|:(?:\s|$)))`,
  ].join('|'),
  'g',
);

function colour(line: string): ComponentChild[] {
  const pieces: ComponentChild[] = [];
  let end = 0;
  for (const { 0: found, index, groups = {} } of line.matchAll(coloured)) {
    const name = Object.keys(groups).find((one) => groups[one] !== undefined) ?? '';
    pieces.push(line.slice(end, index), <i style={{ color: `var(--${name})` }}>{found}</i>);
    end = index + found.length;
  }
  return [...pieces, line.slice(end)];
}

interface CodeProps {
  readonly text: string;
  /** What is told about lines of it, which are marked. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** A text with its line numbers and colours. */
function Code({ text, diagnostics = [] }: CodeProps): JSX.Element {
  return useMemo(() => {
    const lines = text.split('\n').map((line, index) => {
      const here = diagnostics.filter(({ position }) => position?.line === index + 1);
      return (
        <span key={index} class={['line', ...here.map(({ severity }) => severity)].join(' ')}>
          {colour(line)}
          {'\n'}
        </span>
      );
    });
    return <code>{lines}</code>;
  }, [text, diagnostics]);
}

/** A text that can be copied; where the browser does not allow that, as over http, it is selected. */
export function Listing(props: CodeProps & { title: string; isPlain?: boolean }): JSX.Element {
  const { text, title, isPlain = false } = props;
  const copy = async (button: Element): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      set({ said: t('copied') });
    } catch {
      const shown = button.closest('figure')?.querySelector('pre');
      if (shown) getSelection()?.selectAllChildren(shown);
    }
  };
  return (
    <figure>
      <figcaption>
        <span>{title}</span>
        <button onClick={({ currentTarget }) => void copy(currentTarget)}>{t('copy')}</button>
      </figcaption>
      <pre tabIndex={0}>{isPlain ? text : <Code text={text.trimEnd()} />}</pre>
    </figure>
  );
}

interface EditorProps extends Required<CodeProps> {
  readonly id: string;
  readonly label: string;
  readonly onInput: (text: string) => void;
}

/** The same, to be written in: a transparent text field lies over it. What is wrong is listed below. */
export function Editor({ id, label, text, diagnostics, onInput }: EditorProps): JSX.Element {
  const jump = (line: number): void => {
    const field = document.getElementById(id) as HTMLTextAreaElement;
    const before = text.split('\n').slice(0, line);
    const end = before.join('\n').length;
    field.focus();
    field.setSelectionRange(end - (before.at(-1) ?? '').length, end);
    field.parentElement?.querySelectorAll('.line')[line - 1]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <div class="editor">
        <pre aria-hidden="true">
          <Code text={text} diagnostics={diagnostics} />
        </pre>
        <textarea
          {...{ id, spellcheck: false, autocomplete: 'off', autocapitalize: 'off', wrap: 'off' }}
          {...{ 'aria-label': label, 'aria-describedby': `${id}-told` }}
          aria-invalid={diagnostics.some(isError)}
          value={text}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
      </div>
      <ul id={`${id}-told`} class="told">
        {diagnostics.map(({ severity, position, key, message, hint }) => (
          <li class={severity}>
            {position && (
              <button onClick={() => jump(position.line)}>
                {t('line')} {position.line}
              </button>
            )}
            <span>
              {key !== undefined && <b>{key}: </b>}
              {message}
              {hint !== undefined && [<br />, <small>{hint}</small>]}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
