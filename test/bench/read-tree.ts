import { timeProcess } from './process.ts';

const script = `
const { readdirSync, readFileSync } = require('node:fs');
(function read(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = folder + '/' + entry.name;
    if (entry.isDirectory()) read(path);
    else readFileSync(path);
  }
})(process.argv[1]);
`;

/** The milliseconds that a bare script of Node.js takes to read every file of a tree. */
export function readTree(folder: string): number {
  return timeProcess(process.execPath, ['-e', script, folder]);
}
