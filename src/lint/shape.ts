import type { RenderedFile } from '../model/artifact.ts';
import { renderedTextOf } from '../render/rendered-file.ts';
import { isFreeInScript, scriptValueShape } from './script-values.ts';
import { lineBefore } from './line-before.ts';
import { unitValueShape } from './unit-values.ts';

const numbers = new WeakMap<object, number>();
let count = 0;

/**
 * What a linter can tell files apart by: files of the same shape have the same findings, at the same places of their
 * fixed text. It is made of the way that was gone through a template and of what matters about each value between,
 * which depends on the place that it is escaped for. Without such knowledge, as of a file that was not rendered here,
 * the shape is the whole text.
 */
export function shapeOf(file: RenderedFile): string {
  const text = renderedTextOf(file);
  if (text === undefined) return `text ${file.mode} ${file.target} ${file.content}`;
  const { skeleton, values } = text;
  let number = numbers.get(skeleton);
  if (number === undefined) {
    number = count += 1;
    numbers.set(skeleton, number);
  }
  // That two values are the same may matter, as in a comparison.
  const seen = new Map<string, number>();
  const shapes = values.map((value, index) => {
    const shape = valueShape(file, value, {
      escape: skeleton.escapes[index] ?? '',
      before: lineBefore(skeleton, index),
      after: skeleton.fixed[index + 1] ?? '',
    });
    if (shape === undefined) return 0;
    const first = seen.get(value) ?? index;
    seen.set(value, first);
    return first === index ? shape : first + 1;
  });
  return JSON.stringify([number, file.target, ...shapes]);
}

/** Where a value stands. */
export interface ValuePlace {
  /** The name of its escape. */
  readonly escape: string;
  /** Its line up to it, with a NUL in the place of each value. */
  readonly before: string;
  /** The fixed text right behind it. */
  readonly after: string;
}

/** What matters about a value; undefined if nothing does. */
function valueShape(file: RenderedFile, value: string, place: ValuePlace): string | undefined {
  if (file.language === 'systemd') return unitValueShape(value, place);
  if (file.language !== 'shell') return value;
  return isFreeInScript(place) ? undefined : scriptValueShape(value);
}
