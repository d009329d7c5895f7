#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import { exitCodes, type Io } from './base/io.ts';
import { harmless } from './base/words.ts';

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  // What is no terminal has no isTTY at all, and picocolors then paints where the variable CI is set.
  colour: 'isTTY' in process.stderr && process.stderr.isTTY && !process.env['NO_COLOR'],
  readStdin: () => buffer(process.stdin),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

/** A bug, reported with its stack. The exit code 1 of Node.js would say that there are differences. */
function fail(error: unknown): never {
  io.err(`${harmless(inspect(error))}\n`);
  process.exit(exitCodes.failure);
}

process.once('SIGINT', () => process.exit(exitCodes.interrupted));
// As a shell tells of it, but not before temporary folders are removed.
process.once('SIGTERM', () => process.exit(143));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough, as in `lvsgen diff | head`: that is no failure.
  if (error.code === 'EPIPE') process.exit();
  io.err(`error: standard output cannot be written: ${error.message}\n`);
  process.exit(exitCodes.failure);
});
// Nobody reads the messages any more: the work goes on.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', fail);

const argv = process.argv.slice(2);
if (argv.join(' ') === '--version') {
  // The rest takes as long to load as Node.js itself.
  io.out(`${version}\n`);
} else {
  const { run } = await import('./cli.ts');
  process.exitCode = await run(argv, io, version).catch(fail);
}
// Who interrupts a linter means this process, too: its own signal may come a moment later.
if (process.exitCode === exitCodes.failure) await setTimeout(50);
// What a config in TypeScript has left running does not keep the command from its end; an error of a stream comes first.
// Both streams may be pipes whose reader is slower.
setImmediate(() => process.stdout.write('', () => process.stderr.write('', () => process.exit())));
