import { problemAtKey, type Problem } from '../model/problem.ts';

/** An error for a cluster whose name one of an earlier config has: their files would be the same. */
export function nameTaken(name: string): Problem {
  const path = ['clusters', name];
  const message = `another config has a cluster ${name} too, and both are rendered into one folder`;
  const hint = 'rename one of them, or render the configs into folders of their own with --out';
  return problemAtKey('error', path, message, hint, path);
}
