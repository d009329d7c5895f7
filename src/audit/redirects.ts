import type { Redirection } from 'unbash';
import { partsText, textOf } from './expand.ts';
import type { End, Text } from './found.ts';
import type { State } from './state.ts';

/** Runs with other inputs and outputs, and writes the files that are named. */
export function withRedirects(
  redirects: readonly Redirection[],
  state: State,
  run: () => End,
): End {
  const { out, input } = state;
  const files: {
    readonly path: string;
    readonly text: Text;
    readonly append: boolean;
    readonly at: Redirection;
  }[] = [];
  for (const one of redirects) {
    if (one.type === 'HereDoc') {
      const text = one.body.parts ? partsText(one.body.parts, state) : one.body.text;
      const { line } = state.place(one.body);
      state.input = {
        text: one.operator === '<<-' ? text.replace(/^\t+/gm, '') : text,
        lines: text.split('\n').map((_, index) => line + index),
      };
      continue;
    }
    const target = one.target ? textOf(one.target, state) : '';
    if (one.type === 'HereString')
      state.input = { text: `${target}\n`, lines: [state.place(one).line] };
    else if (one.operator === '<') state.input = readable(target, state);
    else if (one.operator === '>&' && /^[12-]$/.test(target)) {
      if (
        one.descriptor === undefined ||
        (one.descriptor.type === 'FileDescriptor' && one.descriptor.value === 1)
      )
        state.out = target === '1' ? state.out : undefined;
    } else if (
      one.operator !== '<&' &&
      (one.descriptor?.type !== 'FileDescriptor' || one.descriptor.value === 1)
    ) {
      const text: Text = { text: '', lines: [] };
      files.push({ path: target, text, append: one.operator.endsWith('>>'), at: one });
      state.out = text;
    }
  }
  const end = run();
  Object.assign(state, { out, input });
  for (const { path, text, append, at } of files)
    state.save(path, text, append, state.command ?? state.place(at));
  return end;
}

function readable(path: string, state: State): Text {
  const known = state.found.written.get(path);
  return known
    ? { text: known.text, lines: [...known.lines] }
    : { text: state.unknown(`<${path}`, `it stands in ${path}`), lines: [] };
}
