import type { RenderedFile } from '../roles/artifact.ts';

const sections = /^%(?:pre|post|preun|postun|pretrans|posttrans|prep|build|install)\b.*$/;

/**
 * The shell in a spec, section by section, to be linted: each stands in the line where it stands in the spec. Lines of
 * macros are left out, since they are not shell yet.
 */
export function scriptletsOf(spec: RenderedFile): readonly RenderedFile[] {
  const lines = spec.content.split('\n');
  const starts = lines.flatMap((line, index) => (/^%[a-z]/.test(line) ? [index] : []));
  return starts
    .filter((start) => sections.test(lines[start] ?? ''))
    .map((start) => {
      const end = starts.find((next) => next > start) ?? lines.length;
      const text = lines.map((line, index) => (index > start && index < end ? line : ''));
      return { ...spec, language: 'shell', content: `${text.join('\n').trimEnd()}\n` };
    });
}
