// Faults of a file as a text: its first line, its header, the syntax that it uses.
import { forEachChild, type SyntaxNode } from 'unbash';
import { type Finding, finding } from './effect.ts';
import type { UnderstoodShell } from './shell.ts';

/** The faults that stand in the text of a script. */
export function judgeText(script: UnderstoodShell): readonly Finding[] {
  const { source, statements, errors } = script.parsed;
  const { text } = source;
  const [first = ''] = text.split('\n', 1);
  const [error] = errors;
  // What is expected is missing behind the last thing before it.
  const isBefore = error && (error.message.startsWith('expected') || error.pos >= text.length);
  const at = isBefore ? Math.max(0, text.slice(0, error.pos).trimEnd().length - 1) : error?.pos;
  const nodes: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isBash(node, text)) nodes.push(node);
    forEachChild(node, visit);
  };
  if (/^#!.*\b(sh|dash)(\s|$)/.test(first)) statements.forEach(visit);
  const [bash] = nodes.toSorted((one, other) => one.pos - other.pos);
  return [
    ...finding(!/^#!\s*\/\S/.test(first) && source.line(0), 'no-shebang'),
    ...(at === undefined ? [] : finding(source.place(at, at + 1), 'syntax-error', error?.message)),
    ...(bash ? finding(source.place(bash.pos, bash.end), 'shell-not-sh') : []),
    ...(script.kind === 'init-script' ? judgeHeader(script) : []),
  ];
}

const syntax =
  /^(TestCommand|ArithmeticCommand|ArithmeticFor|Select|Coproc|ArrayValue|BraceExpansion|AnsiCQuoted|LocaleString|HereString|ProcessSubstitution)$/;
const commands = /^(let|declare|typeset|pushd|popd|mapfile|readarray|shopt|disown|select|source)$/;

/** Tells what only bash has. */
function isBash(node: SyntaxNode, text: string): boolean {
  if (node.type === 'Function') return text.startsWith('function', node.pos);
  if (node.type === 'Assignment') return node.append === true || node.index !== undefined;
  if (node.type === 'ParameterExpansion') {
    const isPosix = /^(Default|Remove)$/.test(node.operation?.type ?? 'Default');
    return node.prefix === '!' || node.index !== undefined || !isPosix;
  }
  if (node.type === 'Redirect') {
    const isFile = node.operator === '>&' && /^[^\d-]/.test(node.target?.text ?? '');
    return node.operator.startsWith('&>') || isFile;
  }
  if (node.type !== 'Command') return syntax.test(node.type);
  const [name = '', ...words] = [node.name, ...node.args].map((word) => word?.text ?? '');
  const isOfInit = /init\.d\/functions$|init-functions$/.test(words[0] ?? '');
  return /^(\[|test)$/.test(name) ? words.includes('==') : commands.test(name) && !isOfInit;
}

const services = /^(|network|local|ipvsadm|keepalived|httpd|nginx|iptables|sshd|crond|rc\.local)$/;

/** The lines for chkconfig, and the block of the LSB. */
function judgeHeader({ parsed: { source }, name, file }: UnderstoodShell): readonly Finding[] {
  const lines = source.text.split('\n');
  const find = (pattern: RegExp, from = 0): number =>
    lines.findIndex((line, index) => index >= from && pattern.test(line));
  const findings: Finding[] = [];
  const tell = (index: number, it: string): void => {
    findings.push(...finding(source.line(index), 'wrong-chkconfig-header', it));
  };
  const chkconfig = find(/^#+\s*chkconfig(\s*[:：]|\s+[-\d]+\s+\d+\s+\d+\s*$)/i);
  const [, levels] =
    /^#\s*chkconfig:\s*(-|[0-6]+)\s+\d{1,2}\s+\d{1,2}\s*$/.exec(lines[chkconfig] ?? '') ?? [];
  if (chkconfig >= 0 && levels === undefined)
    tell(chkconfig, 'the line for chkconfig does not parse');
  const description = find(/^#\s*description\s*:.*\\\s*$/i);
  const next = find(/^(?!#.*\\\s*$)/, description + 1);
  if (description >= 0 && next >= 0 && lines[next]?.startsWith('#') !== true)
    tell(next, 'the description goes on in a line that is run');
  const begin = find(/^### BEGIN INIT INFO/);
  const end = find(/^### END INIT INFO/);
  if (begin < 0) return [...findings, ...finding(source.line(0), 'lsb-missing')];
  if (end < begin) {
    tell(begin, 'the LSB block is not closed');
    return findings;
  }
  const block = lines.slice(begin, end).join('\n');
  const valueOf = (key: string): string | undefined =>
    new RegExp(`^#\\s*${key}:(.*)$`, 'm').exec(block)?.[1]?.trim();
  const provides = valueOf('Provides')?.split(/\s+/) ?? [];
  const [first = ''] = provides;
  const own = /\/init\.d\/([^/]+)$/.exec(name ?? file)?.[1] ?? first;
  if (services.test(first) || !provides.includes(own))
    tell(Math.max(begin, find(/^#\s*Provides:/, begin)), 'Provides names another service, or none');
  const digits = (text: string): string => text.match(/\d/g)?.toSorted().join('') ?? '';
  const start = valueOf('Default-Start');
  if (levels !== undefined && start !== undefined && digits(start) !== digits(levels))
    tell(chkconfig, 'the LSB block has other levels');
  return findings;
}
