import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { realServerView } from '../roles/real-server-view.ts';
import { explainMode } from './mode.ts';
import type { NodeExplanation } from './node.ts';
import { ending, missingSettings, noteDown, takeBack } from './run.ts';
import { interfacesIn, settingSteps } from './settings.ts';
import { step } from './step.ts';
import { viewText, viewWords } from './view-text.ts';

/** What the script of a real server does on one operating system. */
export function explainRealServer(cluster: Cluster, node: ClusterNode): NodeExplanation {
  const { service } = cluster;
  const view = realServerView(cluster);
  const mode = explainMode(cluster);
  const settings = viewText(view, 'settings');
  const sysv = node.initSystems.includes('sysv');
  const keepsSilent = mode.silence.length > 0 && cluster.mode !== 'nat';
  const keep =
    keepsSilent && cluster.arp.onStop === 'keep'
      ? 'those of ARP stay in force (arp.onStop: keep); '
      : '';
  return {
    start: [
      ...mode.refusals,
      ...mode.preparations,
      ...missingSettings(interfacesIn(settings)),
      ...mode.silence,
      noteDown(service, sysv),
      ...settingSteps(settings),
      ...(keepsSilent
        ? [
            step(
              'Asks the kernel whether every interface is silent now.',
              'no VIP is there while ARP for it would be answered, not for a moment.',
            ),
          ]
        : []),
      ...mode.network,
      takeBack,
    ],
    stop: [
      ...mode.removal,
      step('Looks whether all of that is gone. If not: exit 1, and the settings stay as they are.'),
      ...ending(service, keep, sysv),
    ],
    actions: [
      ['restart', 'stop, then start; try-restart and condrestart only if it is started'],
      [
        'reload',
        'start on what is started: adds what is new, takes off what is listed no more; what stays is never away. Exit 7 when stopped',
      ],
      ['status', statusText(sysv, cluster.mode === 'nat' ? 'routes' : 'VIPs', mode.watches)],
    ],
    direct: ['status'],
    programs: viewWords(view, 'programs'),
  };
}

function statusText(sysv: boolean, kind: string, watches: readonly string[]): string {
  const partly = sysv
    ? `1 partly, 2 its lock file is there and none of its ${kind}`
    : '1 not as it should be';
  const exits = `exit 0 all in force, ${partly}, 3 stopped, 4 unknown`;
  return [`asks the kernel and names each difference: ${exits}.`, ...watches].join(' ');
}
