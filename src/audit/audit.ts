import { codeFrame } from '../base/code-frame.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { isUnit, readUnit, understandConfiguration } from './configuration.ts';
import { byPlace, type Step, type Understood, vipsOf, type Words } from './effect.ts';
import { type Finding, faults, finding, minor } from './faults.ts';
import { judgeCalls, judgeShell } from './judge-shell.ts';
import { judgeSteps } from './judge-steps.ts';
import { judgeText } from './judge-text.ts';
import { type ReadFile, understandShell } from './shell.ts';
import { decode, type Script, scriptsIn, tooMuch } from './source.ts';

/** What was found in a file. */
export interface Audited {
  /** Faults are findings; what cannot be told is a warning without being one. */
  readonly diagnostics: readonly Diagnostic[];
  readonly isFinding: boolean;
  /** What is in it, for who makes something else of it; nothing where it has nothing to do with LVS. */
  readonly understood: readonly Understood[];
}

/**
 * Names what is wrong with a script for LVS, or with a file that comes with one. Nothing of it is run.
 *
 * @throws LvsgenError where the file is no text, or does more than can be followed
 */
export function auditFile(file: string, bytes: Uint8Array, readFile?: ReadFile): Audited {
  const { text, isUtf8, crlf } = decode(file, bytes);
  const lines = text.replace(/\n$/, '').split('\n');
  let parts: readonly Part[];
  try {
    parts = partsOf(file, text, readFile);
  } catch (error) {
    // Nested deeper than the stack of this program is.
    throw error instanceof RangeError ? tooMuch(file) : error;
  }
  if (parts.length === 0) return { diagnostics: [notLvs(file)], isFinding: false, understood: [] };
  const ofLine = (key: 'crlf' | 'not-utf8', index: number): readonly Finding[] => {
    const place = { file, line: index + 1, column: 1, width: lines[index]?.length ?? 1 };
    return finding(index >= 0 && place, key);
  };
  const foreign = isUtf8 ? -1 : lines.findIndex((line) => /[^\x20-\x7e\t]/.test(line));
  const findings = [
    ...ofLine('crlf', crlf),
    ...parts.flatMap((part) => once(part.findings)),
    ...ofLine('not-utf8', foreign),
  ];
  return {
    diagnostics: findings.toSorted(byPlace).map((finding) => diagnosticOf(finding, lines)),
    isFinding: findings.some(({ key }) => key in faults),
    understood: parts.map((part) => part.understood),
  };
}

interface Part {
  readonly understood: Understood;
  readonly findings: readonly Finding[];
}

function partsOf(file: string, text: string, readFile?: ReadFile): readonly Part[] {
  if (isUnit(text)) return unitPart(file, { text });
  const understood = understandConfiguration(text, file);
  if (understood === undefined)
    return scriptsIn(text).flatMap((script) => shellParts(file, script, 0, readFile));
  const findings = judgeSteps(understood.actions);
  // What puts a VIP up reads none of these settings.
  return [{ understood, findings: findings.filter(({ key }) => key !== 'vip-before-suppression') }];
}

/** A script and what it writes. */
function shellParts(
  file: string,
  script: Script,
  depth: number,
  readFile?: ReadFile,
): readonly Part[] {
  const understood = understandShell(file, script, readFile);
  const written = new Map([...understood.runs.values()].flatMap((found) => [...found.written]));
  const inner = [...written].flatMap(([name, { text, lines }]) => {
    if (text.trim() === '' || depth > 2) return [];
    const part = { text, name, lines };
    return isUnit(text) ? unitPart(file, part) : shellParts(file, part, depth + 1, readFile);
  });
  const isForLvs = [...understood.actions.values()].some(isAboutLvs);
  if (!isForLvs && inner.length === 0) return [];
  // A piece of a page or of an installation is no file of its own.
  const isPiece = script.lines !== undefined && !script.text.startsWith('#!');
  const texts = judgeText(understood).filter(
    ({ key }) => !isPiece || (key !== 'no-shebang' && key !== 'syntax-error'),
  );
  const findings = [...texts, ...judgeShell(understood), ...judgeSteps(understood.actions)];
  return [{ understood, findings }, ...inner];
}

function isAboutLvs(steps: readonly Step[]): boolean {
  const isAbout = ({ effect }: Step): boolean =>
    effect.does === 'silence-by-arptables' ||
    (effect.does === 'set' && /\/arp_(ignore|announce)$/.test(effect.key)) ||
    (effect.does === 'ipvsadm' && effect.words.some(({ text }) => /^-[AaECDRe]/.test(text)));
  return vipsOf(steps).length > 0 || steps.some(isAbout);
}

function unitPart(file: string, { text, ...within }: Script): readonly Part[] {
  const runs = [...readUnit(text).scripts].map(([action, script]) => {
    const { actions, runs: found } = understandShell(file, { ...within, text: script });
    const called = [...found.values()].flatMap((one) => one.called);
    return { action, steps: actions.get('start') ?? [], called };
  });
  const isAbout = /lvs|ipvs|vip|real ?server|\brs\b/i.test(text);
  if (!isAbout && runs.every(({ steps }) => steps.length === 0)) return [];
  const actions = new Map(runs.map(({ action, steps }) => [action, steps]));
  const line = text.split('\n').findIndex((one) => /^\s*Type\s*=\s*forking/.test(one));
  const isScript = /^\s*Exec\w+\s*=.*(\.sh\b|\/init\.d\/|\bstart\b|\b(sh|ip|ifconfig|ipvsadm)\s)/m;
  const place = { file, line: within.lines?.[line] ?? line + 1, column: 1 };
  const findings = [
    ...finding(line >= 0 && isScript.test(text) && place, 'forking-unit'),
    ...judgeCalls(runs.flatMap(({ called }) => called)),
    ...judgeSteps(actions),
  ];
  return [{ understood: { file, kind: 'unit', actions }, findings }];
}

/** Each finding once. The lines of ifconfig and of settings that stop zeroes all say the same: the first is told. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const isGeneral = /^(ifconfig-used|stop-zeroes-settings|shell-not-sh)$/;
  const firstLast = findings.toSorted(byPlace).toReversed();
  const whats = firstLast.map((one) => {
    const { line, column } = one.place;
    return [isGeneral.test(one.key) ? one.key : `${one.key} ${line} ${column}`, one] as const;
  });
  return [...new Map(whats).values()];
}

function diagnosticOf({ key, place, it }: Finding, lines: Words): Diagnostic {
  const { file, line, column, width = 1 } = place;
  const frame = codeFrame(lines, { line, start: column - 1, end: column - 1 + width });
  const common = { file, position: { line, column }, rule: key, frame };
  if (key === 'cannot-tell' || key === 'no-stop')
    return { ...common, severity: 'warning', message: it ?? '' };
  const [what = '', hint = ''] = faults[key].split(/\n +/);
  const message = it === undefined ? what : `${what} (${it})`;
  return { ...common, severity: minor.test(key) ? 'warning' : 'error', message, hint };
}

function notLvs(file: string): Diagnostic {
  const message = 'this is not understood as a script for LVS, or as a file that comes with one';
  const hint =
    'audit reads scripts that put a VIP up or call ipvsadm, their units, keepalived.conf, sysctl.conf, ipvsadm -Sn';
  return { severity: 'warning', file, rule: 'not-lvs', message, hint };
}
