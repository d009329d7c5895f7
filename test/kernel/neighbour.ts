import type { Host } from './host.ts';
import { Namespace } from './namespace.ts';
import { output, type Running } from './process.ts';

export interface Flooded {
  /** Requests that reached the host. */
  requests: number;
  replies: number;
  milliseconds: number;
}

/** Another machine on the segment of a host's eth0. */
export class Neighbour extends Namespace {
  readonly #host: Host;

  private constructor(holder: Running, host: Host) {
    super(holder);
    this.#host = host;
  }

  static async of(host: Host): Promise<Neighbour> {
    const neighbour = new Neighbour(await Namespace.hold('ip link set lo up'), host);
    neighbour.disposeAfterTest();
    await host.sh(`ip link set wire netns ${neighbour.pid} name eth0`);
    await neighbour.sh('ip addr add 192.168.10.1/24 dev eth0; ip link set eth0 up');
    return neighbour;
  }

  /** Floods the host with ARP requests for each of the VIPs while something is done there. */
  async floodDuring(vips: string[], act: () => Promise<unknown>): Promise<Flooded> {
    const senders = vips.map((vip) =>
      // It ends by itself, should nobody be left to stop it.
      this.beginTool('arping', '-i', 'eth0', '-W', '0.0003', '-c', '60000', vip),
    );
    const first = await this.#received();
    while ((await this.#received()) < first + 10 * vips.length) continue;

    const before = await this.#received();
    const begun = performance.now();
    await act();
    const milliseconds = performance.now() - begun;
    const requests = (await this.#received()) - before;

    let replies = 0;
    for (const sender of senders) {
      sender.child.kill('SIGINT');
      const { stdout } = await sender.closed;
      replies += Number(/(\d+) packets received/.exec(stdout)?.[1]);
    }
    return { requests, replies, milliseconds };
  }

  /** Pings a VIP all the while something is done; tells how many were answered and which were not. */
  async pingDuring(
    vip: string,
    act: () => Promise<unknown>,
  ): Promise<{ answered: number; lost: number[] }> {
    const lladdr = await this.#host.sh("ip -o link show eth0 | sed 's/.*ether //; s/ .*//'");
    await this.sh(`ip neigh replace ${vip} lladdr ${lladdr.trim()} dev eth0 nud permanent
      ip route replace ${vip} dev eth0`);
    const ping = this.beginTool('busybox', 'ping', '-i', '0.002', '-c', '20000', vip);
    await new Promise<void>((resolve) => {
      ping.child.stdout?.once('data', () => {
        resolve();
      });
    });
    await act();
    // What was sent last may still be on its way.
    await this.sh('sleep 0.05');
    ping.child.kill('SIGINT');
    const { stdout } = await ping.closed;
    const answered = new Set([...stdout.matchAll(/seq=(\d+)/g)].map(([, seq]) => Number(seq)));
    const sent = Array.from({ length: Math.max(...answered) }, (_, seq) => seq);
    return { answered: answered.size, lost: sent.filter((seq) => !answered.has(seq)) };
  }

  async #received(): Promise<number> {
    const link = await this.#host.tool('ip', '-s', 'link', 'show', 'eth0');
    const [, packets] = /RX:.*\n\s*\d+\s+(\d+)/.exec(output('ip -s link', link)) ?? [];
    return Number(packets);
  }
}
