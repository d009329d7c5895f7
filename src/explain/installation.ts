import type { Artifact } from '../model/artifact.ts';
import type { Chkconfig } from '../model/chkconfig.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';
import type { UnitName } from '../model/unit-name.ts';
import type { Program, Target } from '../targets/index.ts';
import type { NodeExplanation } from './node.ts';

/** How a service starts. */
export interface Starting {
  readonly service: string;
  readonly chkconfig: Chkconfig;
  readonly before: readonly UnitName[];
}

/** Which files belong on a node, what they need there, and how they start at boot. */
export function installation(
  starting: Starting,
  node: ClusterNode,
  files: readonly Artifact[],
  { programs, direct }: Pick<NodeExplanation, 'programs' | 'direct'>,
): (readonly [name: string, text: string])[] {
  const systemd = node.initSystems.includes('systemd');
  const { service } = starting;
  const logic = files.find(({ language }) => language === 'shell')?.installPath ?? '';
  const byHand = node.initSystems.includes('sysv') ? `service ${service}` : logic;
  return [
    ['files', phrase(files.map(fileText), 'and')],
    ['needs', needs(programs, node.target)],
    ['at boot', systemd ? unitText(starting, node, isOnline(files)) : initScriptText(starting)],
    [
      'by hand',
      systemd
        ? `systemctl start, stop, restart or reload ${service}; ${byHand} ${phrase(direct, 'or')}. What systemctl status tells is how the last start went, not what is in force`
        : `${byHand} start, stop, restart, reload, ${phrase(direct, 'or')}`,
    ],
  ];
}

function fileText({ installPath, mode }: Artifact): string {
  return `${installPath} (${mode.toString(8).padStart(4, '0')})`;
}

/** The packages that a minimal installation may lack. */
const beyondMinimal = /^(ipvsadm|iputils|iptables.*)$/;

function needs(programs: readonly string[], { packages }: Target): string {
  const packageOf = (program: string): string => packages[program as Program];
  const minimal = programs.filter((program) => !beyondMinimal.test(packageOf(program)));
  const others = programs.filter((program) => beyondMinimal.test(packageOf(program)));
  const wanted = [...new Set(others.map(packageOf))].map(
    (name) =>
      `${phrase(
        others.filter((program) => packageOf(program) === name),
        'and',
      )} of the package ${name}`,
  );
  return [...wanted, `of a minimal installation ${phrase(minimal, 'and')}`].join('; ');
}

/** Whether what is installed needs the addresses and routes of the network, and not only its interfaces. */
function isOnline(files: readonly Artifact[]): boolean {
  return files.some(({ view }) => view['online'] === true);
}

function unitText({ service, before }: Starting, { target }: ClusterNode, online: boolean): string {
  const { networkUnit } = target;
  const after = phrase(
    [
      'network.target',
      ...(online ? ['network-online.target'] : []),
      ...(networkUnit === undefined ? [] : [networkUnit]),
    ],
    'and',
  );
  const first = before.length === 0 ? '' : ` and before ${phrase(before, 'and')}`;
  const again = networkUnit === undefined ? '' : `, and is restarted with ${networkUnit}`;
  return `systemctl enable ${service}; it starts after ${after}${first}${again}`;
}

function initScriptText({ service, chkconfig }: Starting): string {
  const { levels, start, stop } = chkconfig;
  const on =
    levels === '-'
      ? `chkconfig --add ${service}, then chkconfig ${service} on`
      : `chkconfig --add ${service}, which switches it on in run levels ${levels}`;
  return `${on}; start priority ${start}, stop priority ${stop}`;
}
