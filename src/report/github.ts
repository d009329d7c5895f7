import { harmless } from './harmless.ts';
import { messageWithNote, type Reporter, ruleOf } from './shared.ts';

/**
 * Workflow commands, which GitHub Actions turns into annotations: a line for each diagnostic.
 *
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export const reportGithub: Reporter = (diagnostics) =>
  diagnostics
    .map((diagnostic) => {
      const { severity, file, position } = diagnostic;
      const properties = [
        ...(file === undefined ? [] : [`file=${property(file)}`]),
        ...(position === undefined ? [] : [`line=${position.line}`, `col=${position.column}`]),
        `title=${property(`lvsgen: ${ruleOf(diagnostic)}`)}`,
      ];
      return `::${severity} ${properties.join(',')}::${data(messageWithNote(diagnostic))}\n`;
    })
    .join('');

/** As `escapeData` in packages/core/src/command.ts of actions/toolkit; no carriage return is left by then. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\n', '%0A');
}

/** As `escapeProperty` there. */
function property(text: string): string {
  return data(harmless(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
