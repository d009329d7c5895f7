#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { largestConfig } from './config/load.ts';
import { exitCodes, type Io } from './base/io.ts';
import { harmless } from './report/wording.ts';

function version(): string {
  const manifest = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  return manifest.version;
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > largestConfig) break;
  }
  return Buffer.concat(chunks);
}

// By its type it always knows whether it is a terminal; a pipe does not even have the property.
const stderr: Partial<typeof process.stderr> = process.stderr;

const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  colour: stderr.isTTY === true && !process.env['NO_COLOR'],
  terminal: stderr.isTTY === true,
  readStdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

// What a config in TypeScript may have put in its place is not asked.
const exit = process.exit.bind(process);
let isDone = false;

function end(code: number): never {
  isDone = true;
  return exit(code);
}

/** A bug, reported with its stack. The exit code 1 of Node.js would say that there are differences. */
function tellBug(error: unknown): void {
  io.err(`${harmless(inspect(error, { customInspect: false }).slice(0, 10_000))}\n`);
  process.exitCode = exitCodes.failure;
}

process.once('SIGINT', () => end(exitCodes.interrupted));
// As a shell tells of it, but not before what was made for a while is removed.
process.once('SIGTERM', () => end(143));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough, as in `lvsgen diff | head`: that is no failure.
  if (error.code === 'EPIPE') end(Number(process.exitCode ?? exitCodes.clean));
  io.err(`error: standard output cannot be written: ${error.message}\n`);
  end(exitCodes.failure);
});
// Nobody reads the messages any more: the work goes on.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  io.err('error: something failed that nobody waits for; does a config in TypeScript start it?\n');
  tellBug(error);
  end(exitCodes.failure);
});
process.on('exit', () => {
  if (isDone) return;
  io.err('error: the process was ended before its work; does a config call process.exit?\n');
  process.exitCode = exitCodes.failure;
});

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  io.out(`${version()}\n`);
} else {
  const { run } = await import('./cli.ts');
  try {
    process.exitCode = await run(argv, io, version());
  } catch (error) {
    tellBug(error);
  }
}
isDone = true;
// What a config in TypeScript has left running does not keep the command from its end.
setInterval(() => {
  if (process.stdout.writableLength + process.stderr.writableLength === 0) exit();
}, 50).unref();
