// Loaded before lvsgen by --require: counts its calls of the file system, and lets one of them be the last.
import fs from 'node:fs';
import nodeModule from 'node:module';

interface Told {
  readonly at?: number;
  readonly how?: string;
  readonly log: string;
  readonly held: string;
}

type Call = (...args: readonly unknown[]) => unknown;

const told = JSON.parse(process.env['LVSGEN_STRIKE'] ?? '{"log":"","held":""}') as Told;
const { appendFileSync, existsSync, writeFileSync } = fs;
let count = 0;
/** What is done here calls the file system, too. */
let isOwn = false;

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // Not one more call is made.
  for (;;) wait(1000);
}

function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Tells that the process waits, and waits until it may go on. */
function hold(): void {
  writeFileSync(`${told.held}.waits`, '');
  for (let left = 1000; left > 0 && !existsSync(`${told.held}.goes`); left -= 1) wait(10);
}

/** What happens before a call; tells whether the process ends after it. */
function begin(name: string, args: readonly unknown[]): boolean {
  if (isOwn) return false;
  isOwn = true;
  try {
    return strikeAt(name, args);
  } finally {
    isOwn = false;
  }
}

function strikeAt(name: string, args: readonly unknown[]): boolean {
  count += 1;
  if (told.log !== '') appendFileSync(told.log, `${name} ${String(args[0])}\n`);
  if (count !== told.at) return false;
  if (told.how === 'before') die();
  if (told.how === 'held') hold();
  if (told.how === 'half way' && name === 'writeFile') {
    const [path, content, options] = args;
    const bytes = Buffer.from(content as string);
    writeFileSync(path as string, bytes.subarray(0, bytes.length / 2), options as { mode: number });
  }
  if (told.how === 'half way') die();
  return told.how === 'after';
}

const names = [
  ...[
    'access',
    'appendFile',
    'chmod',
    'copyFile',
    'link',
    'lstat',
    'mkdir',
    'mkdtemp',
    'open',
    'readdir',
  ],
  ...[
    'readFile',
    'readlink',
    'realpath',
    'rename',
    'rm',
    'rmdir',
    'stat',
    'symlink',
    'unlink',
    'writeFile',
  ],
];

const promises = fs.promises as unknown as Record<string, Call>;
for (const name of names) {
  const call = promises[name];
  if (call === undefined) continue;
  promises[name] = async (...args): Promise<unknown> => {
    const isLast = begin(name, args);
    try {
      return await call(...args);
    } finally {
      if (isLast) die();
    }
  };
}
const sync = fs as unknown as Record<string, Call>;
for (const name of [...names.map((one) => `${one}Sync`), 'existsSync']) {
  const call = sync[name];
  if (call === undefined) continue;
  sync[name] = Object.assign((...args: readonly unknown[]): unknown => {
    const isLast = begin(name.replace(/Sync$/, ''), args);
    try {
      return call(...args);
    } finally {
      if (isLast) die();
    }
  }, call);
}
nodeModule.syncBuiltinESMExports();
