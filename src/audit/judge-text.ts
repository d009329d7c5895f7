// Faults of a file as a text: its first line, its header, the syntax that it uses.
import { forEachChild, type SyntaxNode } from 'unbash';
import type { Place } from './effect.ts';
import { fault, type Finding } from './steps.ts';
import type { UnderstoodShell } from './shell.ts';

/** The faults that stand in the text of a script. */
export function judgeText(script: UnderstoodShell): readonly Finding[] {
  const { source, errors } = script.parsed;
  const { text } = source;
  const [first = ''] = text.split('\n', 1);
  const findings: Finding[] = [];
  if (!/^#!\s*\/\S/.test(first)) findings.push(fault('no-shebang', source.place(0, first.length)));
  const [error] = errors;
  if (error !== undefined) {
    // What is expected is missing behind the last thing before it.
    const last = text.slice(0, error.pos).trimEnd().length - 1;
    const isBefore = error.message.startsWith('expected') || error.pos >= text.length;
    const at = isBefore ? Math.max(0, last) : error.pos;
    findings.push(fault('syntax-error', source.place(at, at + 1), error.message));
  }
  const found = /^#!.*\b(sh|dash)(\s|$)/.test(first) ? bashOf(script) : undefined;
  if (found !== undefined) findings.push(fault('shell-not-sh', found));
  return script.kind === 'init-script' ? [...findings, ...judgeHeader(script)] : findings;
}

/** The first syntax that only bash has. */
function bashOf({ parsed: { source, statements } }: UnderstoodShell): Place | undefined {
  let found: SyntaxNode | undefined;
  const visit = (node: SyntaxNode): void => {
    if (isBash(node, source.text) && (found === undefined || node.pos < found.pos)) found = node;
    forEachChild(node, visit);
  };
  for (const statement of statements) visit(statement);
  return found && source.place(found.pos, found.end);
}

const commands = /^(let|declare|typeset|pushd|popd|mapfile|readarray|shopt|disown|select|source)$/;

const syntax = new Set<SyntaxNode['type']>([
  ...(['TestCommand', 'ArithmeticCommand', 'ArithmeticFor', 'Select', 'Coproc'] as const),
  ...(['ArrayValue', 'BraceExpansion', 'AnsiCQuoted', 'LocaleString', 'HereString'] as const),
  'ProcessSubstitution',
]);

function isBash(node: SyntaxNode, text: string): boolean {
  if (syntax.has(node.type)) return true;
  if (node.type === 'Function') return text.startsWith('function', node.pos);
  if (node.type === 'Assignment') return node.append === true || node.index !== undefined;
  if (node.type === 'ParameterExpansion') {
    const operation = node.operation?.type ?? 'Default';
    return node.prefix === '!' || node.index !== undefined || !/^(Default|Remove)$/.test(operation);
  }
  if (node.type === 'Redirect')
    return (
      node.operator.startsWith('&>') ||
      (node.operator === '>&' && /^[^\d-]/.test(node.target?.text ?? ''))
    );
  if (node.type === 'Pipeline') return node.operators.includes('|&');
  if (node.type !== 'Command') return false;
  const words = node.args.map((word) => word.text);
  const name = node.name?.text ?? '';
  if (/^(\[|test)$/.test(name)) return words.includes('==');
  if (name === 'read') return words.some((word) => /^-[apdntu]/.test(word));
  return commands.test(name) && !/init\.d\/functions$|init-functions$/.test(words[0] ?? '');
}

const services = /^(network|local|ipvsadm|keepalived|httpd|nginx|iptables|sshd|crond|rc\.local)$/;

/** The lines for chkconfig, and the block of the LSB. */
function judgeHeader({ parsed: { source }, name, file }: UnderstoodShell): readonly Finding[] {
  const lines = source.text.split('\n');
  const at = (index: number): Place => {
    const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
    return source.place(start, start + (lines[index] ?? '').length);
  };
  const wrong = (index: number, it: string): Finding =>
    fault('wrong-chkconfig-header', at(index), it);
  const findings: Finding[] = [];
  const chkconfig = lines.findIndex((line) =>
    /^#+\s*chkconfig(\s*[:：]|\s+[-\d]+\s+\d+\s+\d+\s*$)/i.test(line),
  );
  const [, levels = '', start = '', kill = ''] =
    /^#\s*chkconfig:\s*(-|[0-6]+)\s+(\d{1,2})\s+(\d{1,2})\s*$/.exec(lines[chkconfig] ?? '') ?? [];
  if (chkconfig >= 0 && (start === '' || kill === ''))
    findings.push(wrong(chkconfig, 'the line for chkconfig does not parse'));
  const description = lines.findIndex((line) => /^#\s*description\s*:.*\\\s*$/i.test(line));
  const next = lines.findIndex((line, index) => index > description && !/^#.*\\\s*$/.test(line));
  if (description >= 0 && next >= 0 && !(lines[next] ?? '').startsWith('#'))
    findings.push(wrong(next, 'the description goes on in a line that is run'));
  const begin = lines.findIndex((line) => line.startsWith('### BEGIN INIT INFO'));
  if (begin < 0) return [...findings, fault('lsb-missing', at(0))];
  const end = lines.findIndex((line) => line.startsWith('### END INIT INFO'));
  if (end < begin) return [...findings, wrong(begin, 'the LSB block is not closed')];
  const tag = (key: string): number =>
    lines.findIndex(
      (line, index) => index > begin && index < end && new RegExp(`^#\\s*${key}:`).test(line),
    );
  const valueOf = (key: string): string => (lines[tag(key)] ?? '').replace(/^[^:]*:/, '').trim();
  const provides = valueOf('Provides').split(/\s+/);
  const own = /\/init\.d\/([^/]+)$/.exec(name ?? file)?.[1] ?? provides[0] ?? '';
  if (provides[0] === '' || services.test(provides[0] ?? '') || !provides.includes(own))
    findings.push(
      wrong(Math.max(begin, tag('Provides')), 'Provides names another service, or none'),
    );
  const wanted = valueOf('Default-Start').split(/\s+/).toSorted().join('');
  const isSame = wanted === levels.replace('-', '').split('').toSorted().join('');
  if (start !== '' && tag('Default-Start') >= 0 && !isSame)
    findings.push(wrong(chkconfig, 'the LSB block has other levels'));
  return findings;
}
