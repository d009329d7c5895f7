import type { Diagnostic } from '../base/diagnostic.ts';
import { codeFrame } from '../base/code-frame.ts';
import { isUnit, understandConfiguration } from './configuration.ts';
import type { Place, Step, Understood } from './effect.ts';
import { faults, minor } from './faults.ts';
import { tooMuch } from './source.ts';
import { judgeCalls, judgeShell } from './judge-shell.ts';
import { judgeSteps } from './judge-steps.ts';
import { byPlace, fault, type Finding, vipsOf } from './steps.ts';
import type { Called } from './found.ts';
import { judgeText } from './judge-text.ts';
import { type ReadFile, understandShell, type UnderstoodShell, type Within } from './shell.ts';
import { decode, type Script, scriptsIn } from './text.ts';
import { readUnit } from './unit.ts';

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
  if (parts.length === 0)
    return { diagnostics: [unknownFile(file)], isFinding: false, understood: [] };
  const findings: Finding[] = parts.flatMap((part) => once(part.findings));
  const whole = (line: number): Place => ({
    file,
    line,
    column: 1,
    width: lines[line - 1]?.length ?? 1,
  });
  if (crlf !== undefined) findings.unshift(fault('crlf', whole(crlf)));
  const foreign = isUtf8 ? -1 : lines.findIndex((line) => /[^\x20-\x7e\t]/.test(line));
  if (foreign >= 0) findings.push(fault('not-utf8', whole(foreign + 1)));
  const diagnostics = findings.toSorted(byPlace).map((finding) => diagnosticOf(finding, lines));
  const isFinding = findings.some(({ key }) => key in faults);
  return { diagnostics, isFinding, understood: parts.map((part) => part.understood) };
}

interface Part {
  readonly understood: Understood;
  readonly findings: readonly Finding[];
}

function partsOf(file: string, text: string, readFile?: ReadFile): readonly Part[] {
  if (isUnit(text)) return unitPart(file, { text });
  const understood = understandConfiguration(text, file);
  if (understood !== undefined) {
    const findings = judgeSteps(understood.actions);
    // What puts a VIP up reads none of these settings.
    return [
      { understood, findings: findings.filter(({ key }) => key !== 'vip-before-suppression') },
    ];
  }
  return scriptsIn(text).flatMap((script) => shellParts(file, script, 0, readFile));
}

/** A script and what it writes. */
function shellParts(
  file: string,
  script: Script & Within,
  depth: number,
  readFile?: ReadFile,
): readonly Part[] {
  const understood = understandShell(file, script.text, readFile, script);
  const written = new Map([...understood.runs.values()].flatMap((found) => [...found.written]));
  const inner = [...written].flatMap(([name, { text, lines }]) => {
    if (text.trim() === '' || depth > 2) return [];
    const part = { text, name, lines };
    return isUnit(text) ? unitPart(file, part) : shellParts(file, part, depth + 1, readFile);
  });
  if (!isForLvs(understood) && inner.length === 0) return [];
  // A piece of a page or of an installation is no file of its own.
  const isPiece = script.lines !== undefined && !script.text.startsWith('#!');
  const isShell = !isPiece && script.hasProse !== true;
  const texts = judgeText(understood).filter(({ key }) =>
    key === 'no-shebang' ? !isPiece : key !== 'syntax-error' || isShell,
  );
  const findings = [...texts, ...judgeShell(understood), ...judgeSteps(understood.actions)];
  return [{ understood, findings }, ...inner];
}

/** Whether any action of it is about LVS. */
function isForLvs({ actions }: UnderstoodShell): boolean {
  return [...actions.values()].some(
    (steps) =>
      vipsOf(steps).length > 0 ||
      steps.some(({ effect }) => {
        if (effect.does === 'set') return /\/arp_(ignore|announce)$/.test(effect.key);
        if (effect.does === 'ipvsadm')
          return effect.words.some((word) => /^-[AaECDRe]/.test(word.text));
        return effect.does === 'silence-by-arptables';
      }),
  );
}

function unitPart(file: string, { text, ...within }: Script & Within): readonly Part[] {
  const unit = readUnit(text);
  const actions = new Map<string, readonly Step[]>();
  const called: Called[] = [];
  for (const [action, script] of unit.scripts) {
    const { actions: inner, runs } = understandShell(file, script, undefined, within);
    actions.set(action, inner.get('start') ?? []);
    for (const found of runs.values()) called.push(...found.called);
  }
  const isAbout = /lvs|ipvs|vip|real ?server|\brs\b/i.test(text);
  if (!isAbout && [...actions.values()].every((steps) => steps.length === 0)) return [];
  const isScript = called.some(
    ({ program, words: [path = '', ...words] }) =>
      /\.sh$|\/init\.d\//.test(path) ||
      /^((ba|da)?sh|ip|ifconfig|ipvsadm)$/.test(program) ||
      words.includes('start'),
  );
  const line = text.split('\n').findIndex((one) => /^\s*Type\s*=\s*forking/.test(one));
  const place = { file, line: within.lines?.[line] ?? line + 1, column: 1 };
  const forks = unit.type === 'forking' && isScript ? [fault('forking-unit', place)] : [];
  const findings = [...forks, ...judgeCalls(called), ...judgeSteps(actions)];
  return [{ understood: { file, kind: 'unit', actions }, findings }];
}

/** Faults whose every line says the same: the first is told. */
const general = new Set<Finding['key']>(['ifconfig-used', 'stop-zeroes-settings', 'shell-not-sh']);

/** Each finding once, in the order of the file. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.toSorted(byPlace).filter(({ key, place: { line, column } }) => {
    const what = general.has(key) ? key : `${key} ${line} ${column}`;
    return !seen.has(what) && seen.add(what);
  });
}

function diagnosticOf({ key, place, it }: Finding, lines: readonly string[]): Diagnostic {
  const { file, line, column, width = 1 } = place;
  const frame = codeFrame(lines, { line, start: column - 1, end: column - 1 + width });
  const common = { file, position: { line, column }, rule: key, frame };
  if (key === 'cannot-tell' || key === 'no-stop')
    return { ...common, severity: 'warning', message: it ?? '' };
  const [what, hint] = faults[key];
  const message = it === undefined ? what : `${what} (${it})`;
  return { ...common, severity: minor.test(key) ? 'warning' : 'error', message, hint };
}

function unknownFile(file: string): Diagnostic {
  const message = 'this is not understood as a script for LVS, or as a file that comes with one';
  const hint =
    'audit reads scripts that put a VIP up or call ipvsadm, their units, keepalived.conf, sysctl.conf, ipvsadm -Sn';
  return { severity: 'warning', file, rule: 'not-lvs', message, hint };
}
