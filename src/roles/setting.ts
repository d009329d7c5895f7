/**
 * A setting of the kernel, as the scripts list it.
 *
 * @param path below /proc/sys/net
 * @param stays whether it stays when the last script stops
 */
export function setting(path: string, value: number, stays = false): string {
  return `/proc/sys/net/${path} ${value}${stays ? ' stays' : ''}`;
}
