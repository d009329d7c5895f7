import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Shell } from '../../kernel/flavours.ts';
import { hostSetup, temporaryFolder } from '../../kernel/machine.ts';
import { Namespace } from '../../kernel/namespace.ts';
import { output, type Outcome } from '../../kernel/process.ts';

let folder: string | undefined;

/** The stand-ins for what starts services, as programs that can be copied to a host. */
function standIns(): string {
  if (folder !== undefined) return folder;
  folder = temporaryFolder();
  const sources = join(import.meta.dirname, 'stand-ins');
  for (const name of readdirSync(sources)) {
    const body = readFileSync(join(sources, name), 'utf8');
    const program = join(folder, basename(name, '.bash'));
    writeFileSync(program, `#!/mnt/usr/bin/bash\n${body}`, { mode: 0o755 });
  }
  return folder;
}

/** A host as `hostSetup` makes one, on which rpm can install: what packages write to is in memory too. */
function setup(shell: Shell): string {
  return `
    ${hostSetup(shell)}
    mount -t tmpfs tmpfs /usr/lib/systemd/system
    cp ${standIns()}/* /usr/sbin
    ln -s /usr/sbin/systemctl /usr/bin/systemctl
    mkdir -p /var/tmp /var/log /var/lib /run/systemd/system /etc/systemd
    touch /var/log/journal

    # A tunl0 as far as a script sees one, and the way to clients.
    printf '#!/bin/sh\\n' >/usr/bin/modprobe
    chmod 755 /usr/bin/modprobe
    ip link add tunl0 type veth peer name tunl0-end
    ip link set tunl0 arp off
    ip link set tunl0 up
    ip link set tunl0 down
    ip route add default via 192.168.10.1
  `;
}

/** A host that packages are installed on; nothing of this machine is touched. */
export class RpmHost extends Namespace {
  static async create(shell: Shell = 'bash'): Promise<RpmHost> {
    const host = new RpmHost(await Namespace.hold(setup(shell)));
    host.disposeAfterTest();
    return host;
  }

  /** Runs rpm, which has to succeed; what it and the scriptlets said on standard error is returned. */
  async rpm(...args: string[]): Promise<string> {
    const outcome = await this.tryRpm(...args);
    output(`rpm ${args.join(' ')}`, outcome);
    return outcome.stderr;
  }

  /** The package of that name, with its version; empty if there is none. */
  async installed(name: string): Promise<string> {
    const { stdout } = await this.tool('rpm', '--dbpath', '/var/lib/rpm', '-q', name);
    return stdout.includes('not installed') ? '' : stdout.trim();
  }

  /** What is required is not installed by packages here. */
  tryRpm(...args: string[]): Promise<Outcome> {
    return this.tool(
      'rpm',
      '--force-debian',
      '--dbpath',
      '/var/lib/rpm',
      '--nodeps',
      '--nosignature',
      ...args,
    );
  }

  /** Runs a command of the host itself, as an administrator would, which has to succeed. */
  async does(command: string): Promise<void> {
    output(command, await this.run(['sh', '-c', command]));
  }

  /** The IPv4 addresses that stand for a single host. */
  async vips(): Promise<string[]> {
    const text = await this.sh('ip -o -4 addr show');
    return [...text.matchAll(/inet ([\d.]+)\/32/g)].map(([, address = '']) => address).sort();
  }

  /** Files, links, locks and states of services, one a line; the database of rpm and logs are left out. */
  async state(): Promise<string[]> {
    const text = await this.sh(`
      find /etc /usr/libexec /usr/lib/systemd/system /run /var ! -type d \\
        ! -path '/var/lib/rpm/*' ! -path '/var/log/*' ! -path '/var/lib/stand-in/loaded/*' \\
        ! -path /run/lvsgen/lock ! -path /run/lvsgen/settings -printf '%p %m %l\\n' | sort
      ip -o -4 addr show
      grep . /proc/sys/net/ipv4/conf/*/arp_{ignore,announce}`);
    return text.split('\n');
  }
}
