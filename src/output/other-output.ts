import { LvsgenError } from '../diagnostic.ts';

/**
 * Refuses an output folder that holds what another command wrote: to the one, all files of the other are no longer
 * rendered, and it would remove them.
 *
 * @throws LvsgenError when scripts are to go where packages are, or packages where scripts are
 */
export function refuseOtherOutput(
  out: string,
  listed: readonly string[],
  rendered: Iterable<string>,
): void {
  const [first] = rendered;
  if (first === undefined || listed.every((path) => isPackaging(path) === isPackaging(first))) {
    return;
  }
  const [there, here] = isPackaging(first)
    ? ['scripts that lvsgen render wrote', 'packages']
    : ['packages that lvsgen rpm wrote', 'scripts'];
  throw new LvsgenError([
    {
      severity: 'error',
      file: out,
      message: `this folder holds ${there}, so ${here} cannot go there: each command removes what it no longer renders`,
      hint: 'name another folder by --out',
    },
  ]);
}

/** Specs and archives stand right in the folder of their target, and what is installed never does. */
function isPackaging(path: string): boolean {
  return path.split('/').length === 4 && /\.(spec|tar)$/.test(path);
}
