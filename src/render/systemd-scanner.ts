import { lineText } from './escapes.ts';
import { Refusal } from './refusal.ts';
import { lineMayEnd, readText, type Scanner } from './scanner.ts';
import { systemdText } from './systemd-escapes.ts';
import { interpolateExec, readExec } from './systemd-exec.ts';
import {
  PART_NAMES,
  describeSystemd,
  isContinued,
  joinSystemd,
  startOfLine,
  startOfValue,
  type SystemdState,
} from './systemd-state.ts';

/**
 * Follows a unit file as systemd 219 reads it (conf-parser.c); see {@link Scanner}. Where later versions read a text
 * differently, it is refused.
 */
export const systemdScanner: Scanner<SystemdState> = {
  neutral: startOfLine(),
  advance: (state, text) => readText(state, text, read),
  interpolate(state, after) {
    switch (state.part) {
      case 'start':
      case 'section':
      case 'key':
        throw new Refusal(
          `An interpolation ${PART_NAMES[state.part]} of a unit file: no escape is safe there.`,
          'Write sections and keys out, and choose between them with {{#if}}.',
        );
      case 'comment':
        refuseUnfinished(state);
        return { escape: lineText(lineMayEnd(after)), state };
      case 'text':
        refuseUnfinished(state);
        refuseUnsafeText(state);
        return { escape: systemdText(lineMayEnd(after)), state: { ...state, fresh: false } };
      case 'exec':
        refuseUnfinished(state);
        return interpolateExec(state, after);
    }
  },
  finish: (state) => readText(state, '\n', read),
  join: joinSystemd,
  describe: describeSystemd,
};

function read(state: SystemdState, char: string): void {
  if (char === '\n') {
    readLineEnd(state);
    return;
  }
  if (isContinued(state) && /[#;]/.test(char)) {
    throw new Refusal(
      'A continued line begins like a comment: systemd 219 reads it as text, later versions skip it.',
      'Move the comment above the key.',
    );
  }
  switch (state.part) {
    case 'start':
      readStart(state, char);
      break;
    case 'key':
      if (char === '=') startOfValue(state);
      else state.key += char;
      break;
    case 'text':
      state.quoted ||= char === '"';
      break;
    case 'exec':
      readExec(state, char);
      break;
    case 'section':
    case 'comment':
      break;
  }
  state.percent = char === '%' && !state.percent;
  state.escaped = char === '\\' && !state.escaped;
  if (!/[ \t]/.test(char)) state.fresh = false;
}

function readStart(state: SystemdState, char: string): void {
  if (/[ \t]/.test(char)) return;
  if (/[#;]/.test(char)) state.part = 'comment';
  else if (char === '[') state.part = 'section';
  else {
    state.part = 'key';
    state.key = char;
  }
}

function readLineEnd(state: SystemdState): void {
  if (!state.escaped) {
    if (state.part === 'exec') readExec(state, '\n');
    Object.assign(state, startOfLine());
    return;
  }
  if (state.part !== 'text' && state.part !== 'exec') {
    throw new Refusal(
      'A line without a value ends in a backslash: versions of systemd differ on what it joins.',
      'Remove the backslash.',
    );
  }
  // The backslash and the line break are read as one blank.
  Object.assign(state, { escaped: false, percent: false, fresh: true, continued: true });
  if (state.part === 'exec') readExec(state, ' ');
}

function refuseUnfinished(state: SystemdState): void {
  if (state.escaped || state.percent) {
    throw new Refusal(
      `An interpolation right behind a ${state.escaped ? 'backslash' : 'percent sign'}, which would take effect on the value.`,
      'Put a blank between them, or make both a part of the value.',
    );
  }
}

function refuseUnsafeText(state: SystemdState): void {
  if (isContinued(state)) {
    throw new Refusal(
      'An interpolation begins a continued line: later versions of systemd skip the line if the value begins with # or ;.',
      'Put a fixed word before it, or write the value on one line.',
    );
  }
  if (state.quoted || state.key.trim() === 'Environment') {
    throw new Refusal(
      'An interpolation in a value that systemd splits into quoted words: a quote or a blank in it would end the word.',
      'Pass the value in an Exec line, or let the program know it.',
    );
  }
}
