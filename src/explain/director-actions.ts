import type { Director } from '../model/director.ts';

/** The actions of a director beside start and stop. */
export function directorActions(
  director: Director,
  subsysLock: boolean,
): readonly (readonly [action: string, text: string])[] {
  const kind = director.externalVips ? 'services' : 'VIPs';
  const partly = subsysLock
    ? `1 partly, 2 its lock file is there and none of its ${kind}`
    : '1 not as it should be';
  const stays =
    director.expireQuiescentTemplate !== true &&
    director.services.some(({ persistence }) => persistence !== undefined)
      ? ' of clients that are not persistent (expireQuiescentTemplate: true is for the others)'
      : '';
  return [
    ['restart', 'stop, then start; try-restart and condrestart only if it is started'],
    [
      'reload',
      `start on what is started: new real servers and weights at once. A real server that is listed no more gets weight 0, as by drain, and is deleted as soon as it is seen without connections, at the latest by the next reload; connections to those that stay go on. Exit 7 when stopped`,
    ],
    [
      'drain ADDRESS',
      `gives the real server weight 0 in every service: it keeps its connections and gets no new ones${stays}, until undrain, stop or restart. Exits as reload; 2 if it is no real server of the cluster`,
    ],
    ['undrain ADDRESS', 'gives it its weight back'],
    [
      'status',
      `compares the table of the kernel with the config and names each difference, and what is draining or drained: exit 0 all in force, ${partly}, 3 stopped, 4 unknown`,
    ],
  ];
}
