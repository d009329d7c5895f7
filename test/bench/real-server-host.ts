import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { render, type Config } from '../../src/index.ts';

// bash is what sh is on CentOS, and gawk is what awk is.
const setup = `
  set -e
  mount --bind "$(command -v bash)" "$(realpath /bin/sh)"
  mount --bind "$(command -v gawk)" "$(realpath "$(command -v awk)")"
  mount -t tmpfs tmpfs /run
  mkdir -p /run/lock/subsys
  [ /var/run -ef /run ] || mount --bind /run /var/run
  [ /var/lock -ef /run/lock ] || mount --bind /run/lock /var/lock
  for name in arp_ignore arp_announce rp_filter; do
    for scope in all default lo; do echo 0 >"/proc/sys/net/ipv4/conf/$scope/$name"; done
  done
  ip link set lo up
  ip link add eth0 type veth peer name wire
  ip addr add 192.168.10.21/24 dev eth0
  ip link set eth0 up
  ip link set wire up
  while read -r line; do
    begin=$EPOCHREALTIME
    eval "$line" >/run/output 2>&1 </dev/null || { cat /run/output; exit 1; }
    end=$EPOCHREALTIME
    echo "took $((\${end/./} - \${begin/./}))"
  done
`;

/** A host in namespaces of its own, that tells how long its commands take. It ends with this process. */
export class RealServerHost {
  readonly #shell = spawn('unshare', ['--net', '--mount', 'bash', '--norc', '-c', setup], {
    env: { PATH: '/sbin:/usr/sbin:/bin:/usr/bin', LC_ALL: 'C' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  readonly #answers = createInterface({ input: this.#shell.stdout })[Symbol.asyncIterator]();

  /** Runs a line of bash that must succeed, and returns the milliseconds it took. */
  async run(line: string): Promise<number> {
    this.#shell.stdin.write(`${line}\n`);
    const answer = await this.#answers.next();
    const text = answer.done === true ? 'the host has ended' : answer.value;
    const [, microseconds] = /^took (\d+)$/.exec(text) ?? [];
    if (microseconds === undefined) throw new Error(`${line}: ${text}`);
    return Number(microseconds) / 1000;
  }

  async end(): Promise<void> {
    this.#shell.stdin.end();
    if (this.#shell.exitCode === null) await once(this.#shell, 'exit');
  }
}

/** The path of the script that runs a real server with these VIPs. */
export function realServerScript(name: string, vips: readonly string[], folder: string): string {
  const node = { targets: ['el7'], initSystems: ['systemd'] } as const;
  const config: Config = { clusters: { [name]: { mode: 'dr', vips: [...vips], ...node } } };
  for (const [path, { content, mode }] of render(config)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
  }
  return join(folder, name, 'real-server/el7/usr/libexec/lvsgen', `lvs-${name}`);
}
