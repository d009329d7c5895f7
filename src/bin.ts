#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { exitCodes, type Io } from './io.ts';

function version(): string {
  const manifest = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  return manifest.version;
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
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

process.once('SIGINT', () => process.exit(exitCodes.interrupted));
// As a shell tells of it, but not before what was made for a while is removed.
process.once('SIGTERM', () => process.exit(143));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough, as in `lvsgen diff | head`: that is no failure.
  if (error.code === 'EPIPE') process.exit();
  io.err(`error: standard output cannot be written: ${error.message}\n`);
  process.exit(exitCodes.failure);
});
// Nobody reads the messages any more: the work goes on.
process.stderr.on('error', () => undefined);

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  io.out(`${version()}\n`);
} else {
  const { run } = await import('./cli.ts');
  try {
    process.exitCode = await run(argv, io, version());
  } catch (error) {
    // A bug, reported with its stack. The exit code 1 of Node.js would say that there are differences.
    io.err(`${inspect(error)}\n`);
    process.exitCode = exitCodes.failure;
  }
}
