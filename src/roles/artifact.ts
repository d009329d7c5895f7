/** A script or an executable, a file that is only read, or one that only root may read. */
export type FileMode = 0o755 | 0o644 | 0o600;

/** The roles that a node can have in a cluster, as paths and options name them. */
export const roleNames = ['real-server', 'director'] as const;

export type RoleName = (typeof roleNames)[number];

/** What a node is in a cluster: of directors that differ from each other, which one. */
export type NodeName = RoleName | `director-${string}`;

export function roleOf(node: NodeName): RoleName {
  return node === 'real-server' ? node : 'director';
}

/** How a node is called in a sentence. */
export function roleWord(node: NodeName): string {
  return roleOf(node).replace('-', ' ');
}

/** A mode as it is written in octal, such as 0755. */
export function modeText(mode: FileMode): string {
  return mode.toString(8).padStart(4, '0');
}

/** A value that a template may print. */
export type ViewValue = string | number | boolean | readonly ViewValue[] | View;

/** What a template sees: a plain object, complete, without null or undefined. */
export interface View {
  readonly [key: string]: ViewValue;
}

/** What a template is written in: the rules by which its values are escaped. */
export type Language = 'shell' | 'systemd' | 'spec' | 'conf' | 'text';

/** One file to be rendered: everything is decided but the text. */
export interface Artifact {
  readonly cluster: string;
  readonly role: NodeName;
  readonly target: string;
  /** Where it is installed, absolute, such as `/etc/rc.d/init.d/lvs-web`. */
  readonly installPath: string;
  readonly mode: FileMode;
  readonly language: Language;
  /** Below `templates/`, without `.hbs`, such as `service/unit`. */
  readonly template: string;
  readonly view: View;
}

/** A file in memory, as it is to stand below the output folder. */
export interface RenderedFile extends Pick<Artifact, 'cluster' | 'role' | 'target' | 'mode'> {
  /** Below the output folder, with `/`, such as `web/real-server/el6/etc/rc.d/init.d/lvs-web`. */
  readonly path: string;
  /** What it is written in; an archive is a tar file, which is text too where all that it holds is text. */
  readonly language: Language | 'archive';
  readonly content: string;
}

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
