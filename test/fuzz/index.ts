// The fuzzers and fault injectors of the generator, as plain functions: each takes a seed and a number of runs, and
// tells how many held and what did not. The tests beside run samples of them.
export { type AtOnceAmount, renderAtOnce } from './at-once.ts';
export { fuzzConfigText } from './config-text.ts';
export { type DiskAmount, failingDisks } from './disks.ts';
export { type KillAmount, killEverywhere } from './kill.ts';
export { fuzzModel, type ModelAmount } from './model.ts';
export type { Amount, Failure, Outcome } from './outcome.ts';
export { plantedLinks } from './planted.ts';
export { fuzzPrograms } from './programs.ts';
export { fuzzTemplates } from './templates.ts';
