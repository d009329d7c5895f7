import { format, resolveConfig } from 'prettier';
import { describeKeys, type KeyRow } from '../../src/config/reference.ts';
import { phrase } from '../../src/model/quote.ts';
import { type Table, tables } from './markdown.ts';

const start = '<!-- config reference -->\n';
const end = '<!-- /config reference -->\n';

interface Language {
  readonly head: readonly string[];
  readonly required: string;
  /** Whether the descriptions are those of the schema, or somebody's translation of them. */
  readonly isTranslated: boolean;
}

const languages: Readonly<Record<string, Language>> = {
  'README.md': {
    head: ['key', 'type', 'default', 'what it is'],
    required: 'required',
    isTranslated: false,
  },
  'README.zh-CN.md': {
    head: ['键', '类型', '默认值', '说明'],
    required: '必填',
    isTranslated: true,
  },
};

/** The table of the config reference as it stands in a README. */
export function referenceIn(readme: string): Table {
  return tables(split(readme).between)[0] ?? [];
}

/** The README with the config reference made from the schema; a translation keeps its descriptions. */
export async function withReference(readme: string, name: string): Promise<string> {
  const language = languages[name];
  if (language === undefined) throw new Error(`${name} is in no language`);
  const written = new Map(
    referenceIn(readme).map(([key = '', , , description = '']) => [key, description]),
  );
  const rows = describeKeys().map((row) => {
    const key = `\`${row.key}\``;
    const own = language.isTranslated ? written.get(key) : undefined;
    const type = phrase(row.type.split(' | '), 'or');
    return [key, type, defaultOf(row, language), own ?? row.description];
  });
  const lines = [language.head, language.head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map(escapeCell).join(' | ')} |\n`,
  );
  const options = { ...(await resolveConfig(name)), parser: 'markdown' };
  const table = await format(lines.join(''), options);
  const { before, after } = split(readme);
  return `${before}\n${table}\n${after}`;
}

function defaultOf(row: KeyRow, { required }: Language): string {
  if (row.required) return required;
  return row.default === undefined ? '' : `\`${row.default}\``;
}

/** What is escaped already, in a description that was read from a table, stays as it is. */
function escapeCell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, '\\|');
}

function split(readme: string): { before: string; between: string; after: string } {
  const from = readme.indexOf(start) + start.length;
  const to = readme.indexOf(end);
  if (from < start.length || to < from)
    throw new Error(`there is no ${start} with ${end} behind it`);
  return {
    before: readme.slice(0, from),
    between: readme.slice(from, to),
    after: readme.slice(to),
  };
}
