import type { Artifact } from '../model/artifact.ts';
import type { Chkconfig } from '../model/chkconfig.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';
import type { UnitName } from '../model/unit-name.ts';
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
    ['needs', needs(programs)],
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

/** The programs that a minimal installation may lack, with the packages that bring them. */
const packages: Readonly<Record<string, string>> = {
  ipvsadm: 'ipvsadm',
  arping: 'iputils',
  ping6: 'iputils',
  'iptables-restore': 'iptables',
  'iptables-save': 'iptables',
  'ip6tables-restore': 'iptables (CentOS 6: iptables-ipv6)',
  'ip6tables-save': 'iptables (CentOS 6: iptables-ipv6)',
};

function needs(programs: readonly string[]): string {
  const minimal = programs.filter((program) => packages[program] === undefined);
  const others = programs.filter((program) => packages[program] !== undefined);
  const wanted = [...new Set(others.map((program) => packages[program]))].map(
    (name) =>
      `${phrase(
        others.filter((program) => packages[program] === name),
        'and',
      )} of the package ${name ?? ''}`,
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
