import type { ClusterNode } from '../model/cluster.ts';
import { phrase } from '../model/quote.ts';
import { type DirectedCluster, directorView } from '../roles/director-view.ts';
import { addressesIn } from './addresses.ts';
import { directorActions } from './director-actions.ts';
import type { NodeExplanation } from './node.ts';
import { ending, missingSettings, noteDown, takeBack } from './run.ts';
import {
  persistenceText,
  realServersOf,
  realServerText,
  schedulerText,
  serviceText,
} from './services.ts';
import { interfacesIn, settingSteps } from './settings.ts';
import { type Step, step } from './step.ts';
import { viewText, viewWords } from './view-text.ts';

/** What the script of a director does on one operating system. */
export function explainDirector(cluster: DirectedCluster, node: ClusterNode): NodeExplanation {
  const { director } = cluster;
  const { service } = director;
  const view = directorView(cluster, node.target);
  const settings = viewText(view, 'settings');
  const sysv = node.initSystems.includes('sysv');
  const marks = director.services.some(({ kind }) => kind === 'mark');
  return {
    start: [
      step(
        'Refuses (exit 6) while another started script of lvsgen serves one of these services.',
        'IPVS has a service once, with one list of real servers.',
      ),
      step('Loads the kernel module ip_vs if there is no IPVS; fails (exit 1) if it cannot.'),
      ...missingSettings(interfacesIn(settings)),
      noteDown(service, sysv),
      ...settingSteps(settings),
      ...(cluster.mode === 'nat' ? [keepsResets] : []),
      ...serviceSteps(cluster),
      ...(marks ? [markStep(service)] : []),
      ...vipSteps(cluster, viewText(view, 'wanted')),
      takeBack,
      ...announcement(cluster, view['ping6'] === true),
    ],
    stop: [
      ...(director.externalVips
        ? []
        : [
            step(
              `Takes the VIPs off ${director.interface}, with whatever prefix. If one is left: exit 1, and all else stays as it is.`,
              'first no more packets for the VIPs, and only then no more services.',
            ),
          ]),
      step(
        `Deletes the services of this cluster from IPVS${marks ? ', and its rules that mark packets' : ''}. Others stay, and the table is never cleared as a whole.`,
      ),
      ...ending(service, '', sysv),
    ],
    actions: directorActions(director, sysv),
    direct: ['status', 'drain ADDRESS', 'undrain ADDRESS'],
    programs: viewWords(view, 'programs'),
  };
}

const keepsResets: Step = step(
  'If it has written ip_forward, writes accept_redirects of all and the forwarding of every interface again as they were; so does stop.',
  'the kernel resets them when ip_forward changes.',
);

function serviceSteps({ director }: DirectedCluster): Step[] {
  const reload = step(
    'Loads the services below into IPVS by ipvsadm -R, reads the table back and compares.',
    'of several commands ipvsadm tells only how the last one went.',
  );
  const services = director.services.map((service) => {
    const { vips, scheduler } = service;
    const persistence = persistenceText(service);
    const stays = persistence === '' ? '' : `, ${persistence}`;
    const realServers = realServersOf(service, director.realServers).map(realServerText);
    return step(
      `${serviceText(service)} on ${phrase(vips, 'and')}: ${schedulerText(scheduler)}${stays}; real servers ${realServers.join('; ')}.`,
    );
  });
  return [reload, ...services];
}

function markStep(service: string): Step {
  return step(
    `Adds the rules that mark packets to PREROUTING of the table mangle, with the comment ${service}, and compares.`,
    'packets with one mark are one service, whatever their port.',
  );
}

function vipSteps({ director, vips }: DirectedCluster, wanted: string): Step[] {
  if (director.externalVips) {
    return [
      step(
        `Leaves the VIPs ${phrase(vips, 'and')} alone (vips: external).`,
        `another tool, such as keepalived, puts them on ${director.interface} of the director that is active. The services may stand on both.`,
      ),
    ];
  }
  return [
    step(
      `Adds ${addressesIn(wanted)} to ${director.interface}, as far as missing.`,
      'last, so that no request comes in before there is a service for it.',
    ),
  ];
}

function announcement({ director, vips }: DirectedCluster, ping6: boolean): Step[] {
  if (director.externalVips) return [];
  const ways = [
    ...(vips.some((vip) => !vip.includes(':')) ? ['IPv4 ones by gratuitous ARP (arping -U)'] : []),
    ...(vips.some((vip) => vip.includes(':'))
      ? [
          ping6
            ? 'IPv6 ones by a ping from them to all neighbours'
            : 'IPv6 ones by the kernel itself (ndisc_notify)',
        ]
      : []),
  ];
  return [
    step(
      `Announces the VIPs in the background: ${ways.join(', ')}.`,
      'neighbours that know a VIP at another MAC address learn the new one at once.',
    ),
  ];
}
