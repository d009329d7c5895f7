import { expect, it } from 'vitest';
import { showProgress } from '../../src/commands/progress.ts';
import type { Io } from '../../src/io.ts';

/** What is said to people when `count` files take so many milliseconds each. */
function said(terminal: boolean, count: number, each: number): string[] {
  const lines: string[] = [];
  const io: Io = {
    cwd: '/',
    env: {},
    colour: false,
    terminal,
    readStdin: () => expect.fail('nothing is read'),
    out: () => expect.fail('nothing is data'),
    err: (text) => lines.push(text),
  };
  let time = 0;
  const progress = showProgress(io, 'writing', count, () => time);
  for (let done = 0; done < count; done += 1) {
    time += each;
    progress.tick();
  }
  progress.end();
  return lines;
}

it('a long run says on a terminal how many files are done, of how many, and the time left', () => {
  const lines = said(true, 4000, 1);
  expect(lines[0]).toBe('\r\u001B[Kwriting 1000 of 4000 files, 3 s left');
  expect(lines).toHaveLength(17);
  expect(lines.at(-1)).toBe('\r\u001B[K');
});

it('a short run says nothing, nor does a long one where the messages go elsewhere', () => {
  expect(said(true, 999, 1)).toEqual([]);
  expect(said(false, 4000, 1)).toEqual([]);
});
