import type { RpmHost } from './rpm-host.ts';

/** What was seen of an address. */
export interface Seen {
  /** How often it was looked for. */
  readonly probes: number;
  /** How often it was not there. */
  readonly absences: number;
  /** What the kernel told of its removal. */
  readonly events: readonly string[];
}

/** Reads the kernel's table of local addresses as fast as it can, without starting a process. */
const look = String.raw`
  BEGIN {
    while ((getline line < "/run/probe") <= 0) {
      close("/run/probe")
      found = 0
      before = ""
      while ((getline line < "/proc/net/fib_trie") > 0) {
        if (line ~ /32 host LOCAL/ && before ~ pattern) found = 1
        before = line
      }
      close("/proc/net/fib_trie")
      probes++
      if (!found) absences++
      if (probes == 1) { print "begun"; fflush() }
    }
    print probes, absences + 0
  }`;

/**
 * Begins to look for an address, in two ways: again and again, and by what the kernel tells of changes.
 *
 * @returns what ends it, once both have begun
 */
export async function beginProbing(
  host: RpmHost,
  address: string,
): Promise<{ end: () => Promise<Seen> }> {
  const pattern = `-- ${address.replaceAll('.', '[.]')}$`;
  const monitor = host.beginTool('ip', '-o', 'monitor', 'address');
  const prober = host.beginTool('gawk', '-v', `pattern=${pattern}`, look);
  await new Promise<void>((resolve) =>
    prober.child.stdout?.once('data', () => {
      resolve();
    }),
  );
  // An address of its own tells that the monitor listens, and at the end that it has told all.
  const marked = async (mark: string): Promise<void> => {
    let told = '';
    const seen = new Promise<void>((resolve) =>
      monitor.child.stdout?.on('data', (chunk: Buffer) => {
        told += chunk.toString();
        if (told.includes(`Deleted`) && told.includes(mark)) resolve();
      }),
    );
    const sign = (async (): Promise<void> => {
      for (let waiting = true; waiting;) {
        await host.sh(`ip addr add ${mark}/32 dev wire; ip addr del ${mark}/32 dev wire`);
        const timer = new Promise<boolean>((resolve) =>
          setTimeout(() => {
            resolve(true);
          }, 50),
        );
        waiting = await Promise.race([timer, seen.then(() => false)]);
      }
    })();
    await Promise.all([seen, sign]);
  };
  await marked('203.0.113.1');
  return {
    async end() {
      await marked('203.0.113.2');
      await host.sh('echo end >/run/probe');
      const { stdout } = await prober.closed;
      await host.sh('rm /run/probe');
      monitor.child.kill();
      const events = (await monitor.closed).stdout
        .split('\n')
        .filter((line) => line.startsWith('Deleted') && line.includes(` ${address}/`));
      const [probes = 0, absences = 0] = (stdout.split('\n').at(-2) ?? '').split(' ').map(Number);
      return { probes, absences, events };
    },
  };
}
