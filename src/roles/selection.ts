/**
 * The part of the output that a command is about: what is outside is neither compared nor written nor removed. A key
 * that is missing or empty does not restrict.
 */
export interface Selection {
  readonly clusters?: readonly string[];
  readonly roles?: readonly string[];
  readonly targets?: readonly string[];
}

/** Tells whether a path below the output folder, `cluster/role/target/...`, is within the selection. */
export function selects(selection: Selection, path: string): boolean {
  const [cluster = '', role = '', target = ''] = path.split('/', 3);
  return (
    includes(selection.clusters, cluster) &&
    // All directors are selected together, too.
    [role, role.replace(/^director-.*/, 'director')].some((one) =>
      includes(selection.roles, one),
    ) &&
    includes(selection.targets, target)
  );
}

function includes(names: readonly string[] | undefined, name: string): boolean {
  return names === undefined || names.length === 0 || names.includes(name);
}
