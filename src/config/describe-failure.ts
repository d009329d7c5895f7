import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Diagnostic } from '../diagnostic.ts';
import { SourceText, type Place } from './source-text.ts';
import { describeValue } from './value-wording.ts';

/** The files that run a config stand below these; what stands above it in a stack is the user's own. */
const machinery = dirname(fileURLToPath(import.meta.url));

type Placed = Partial<Place> & { readonly file: string };

/**
 * Tells why a config in TypeScript does not run, by whatever it has thrown.
 *
 * @param path absolute
 * @param text what stands in the config
 * @param file the config as the user would name it
 */
export function describeFailure(
  error: unknown,
  path: string,
  text: string,
  file: string,
): Diagnostic {
  const told = wordsOf(error);
  if (told === undefined || told === 'none') {
    const message = `the config throws ${told === 'none' ? 'an error without words' : describeValue(error)}`;
    return { severity: 'error', message, hint: 'throw an Error, which says where', file };
  }
  const { name, message: words, stack } = told;
  const placed = (module: string, at: (source: SourceText) => Place): Placed => {
    const isConfig = module === path;
    const source = isConfig ? text : textOf(module);
    return {
      file: isConfig ? file : module,
      ...(source === undefined ? {} : at(new SourceText(source))),
    };
  };
  if (words.startsWith('ParseError: ')) {
    const [first = ''] = words.slice('ParseError: '.length).split('\n');
    // Jiti names the place in the message, with a column from zero; it may be in an imported module.
    const [, module = path, line, column] = /^\s*(.+):(\d+):(\d+)\s*$/m.exec(words) ?? [];
    return {
      severity: 'error',
      message: `this is not TypeScript: ${first.trim()}`,
      hint: 'mend the syntax',
      ...(line === undefined
        ? { file }
        : placed(module, (source) => source.placeAt(Number(line), Number(column)))),
    };
  }
  const [own = ''] = words.split('\nRequire stack:');
  const frame = ownFrame(stack);
  return {
    severity: 'error',
    message: `the config throws ${name}: ${own.trim().replaceAll(/\s*\n\s*/g, ' ')}`,
    hint: 'mend what throws there',
    ...(frame === undefined
      ? { file }
      : placed(frame.module, (source) => source.placeOfLine(frame.line))),
  };
}

/** The longest piece of an error's own words that is repeated, and of its stack that is looked at, in characters. */
const longestWords = 1000;
const longestStack = 100_000;

interface Words {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** What an error says of itself: nothing if it is none, or `none` where even asking it throws. */
function wordsOf(error: unknown): Words | 'none' | undefined {
  const words = (value: unknown): string => {
    const whole = String(value);
    return whole.length > longestWords ? `${whole.slice(0, longestWords)}…` : whole;
  };
  try {
    if (!(error instanceof Error)) return undefined;
    return {
      name: words(error.name),
      message: words(error.message),
      // The message stands at its beginning, and may be of any length.
      stack: String(error.stack).slice(-longestStack),
    };
  } catch {
    return 'none';
  }
}

/** The line in the user's own code: a column of the stack counts in the JavaScript that it became. */
function ownFrame(stack: string): { readonly module: string; readonly line: number } | undefined {
  const frames = stack.matchAll(/(?:\(|at |async )(?:file:\/\/)?(\/[^\n():]+):(\d+):\d+/g);
  for (const [, module = '', line] of frames) {
    const isMachinery = module.startsWith(`${machinery}/`) || module.includes('/node_modules/');
    if (!isMachinery) return { module, line: Number(line) };
  }
  return undefined;
}

function textOf(module: string): string | undefined {
  try {
    return readFileSync(module, 'utf8');
  } catch {
    return undefined;
  }
}
