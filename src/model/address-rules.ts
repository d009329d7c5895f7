import type { ClusterSettings } from './cluster-settings.ts';
import { problemAt, type Problem } from './problem.ts';

/** Addresses of a VS/NAT cluster that one host can only have if it is not what the cluster says it is. */
export function addressProblems(settings: ClusterSettings): Problem[] {
  if (settings.mode !== 'nat') return [];
  const { gateway, vips, director } = settings;
  const problems: Problem[] = [];
  if (vips.includes(gateway)) {
    const message = `${gateway} is a VIP: the gateway of the real servers is the director's own address on their network`;
    const hint = 'give an address that the director keeps when the VIPs move to another one';
    problems.push(problemAt('error', ['gateway'], message, hint));
  }
  const servers = director?.realServers ?? [];
  servers.forEach(({ address }, index) => {
    if (address !== gateway) return;
    const message = `${address} is the gateway, which is the director: in mode nat it cannot be its own real server, since its replies would not pass through IPVS on the way to itself`;
    const hint = 'remove it, or use mode dr, in which the director can serve as well';
    const path = ['director', 'realServers', index, 'address'];
    problems.push(problemAt('error', path, message, hint));
  });
  return problems;
}
