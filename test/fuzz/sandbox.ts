import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RenderedFile } from '../../src/model/artifact.ts';
import { inFolder } from './folder.ts';
import { marker } from './hostile.ts';

/** What is to be run together: the files of one node. */
export interface Tree {
  readonly files: readonly RenderedFile[];
}

/** What running has led to. */
export interface Ran {
  /** How many scripts, actions and specs were run. */
  readonly runs: number;
  /** The numbers of the trees that ran the marker or made a file of its name, and how. */
  readonly escaped: ReadonlyMap<number, string>;
}

const shells = ['bash --posix', 'dash', 'busybox sh'];

/** Why nothing can be run here; empty if it can. */
export function sandboxLacks(): string {
  if (process.getuid?.() !== 0) return 'needs root';
  const lacks = ['bash', 'busybox', 'chroot', 'dash', 'gawk', 'ip', 'unshare'].filter(
    (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
  );
  if (lacks.length > 0) return `needs ${lacks.join(', ')}`;
  const made = spawnSync('unshare', [
    '--net',
    '--mount',
    '--pid',
    '--fork',
    'mount',
    '-t',
    'tmpfs',
    'tmpfs',
    '/mnt',
  ]);
  return made.status === 0 ? '' : 'needs the right to make namespaces and to mount in them';
}

/**
 * Runs everything in every script, in a root of its own that has the programs of this machine, read-only, a network
 * that leads nowhere, and the marker as a program. Whatever is in the scripts, nothing of the machine is touched.
 *
 * @param actions what each script is called with
 * @param everyShell whether each action runs in each shell, or the shells take turns
 */
export async function runTrees(
  trees: readonly Tree[],
  actions: readonly string[],
  everyShell: boolean,
): Promise<Ran> {
  if (trees.length === 0) return { runs: 0, escaped: new Map() };
  return inFolder(async (folder) => {
    for (const [index, { files }] of trees.entries()) {
      for (const { path, content, mode, language } of files) {
        const installed = path.split('/').slice(3).join('/');
        if (language === 'archive' || language === 'systemd') continue;
        const target = join(folder, 'trees', String(index), installed);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content, { mode });
      }
    }
    const functions = new URL('../kernel/functions.bash', import.meta.url).pathname;
    writeFileSync(join(folder, 'inside'), inside(actions, everyShell));
    writeFileSync(join(folder, 'outside'), outside(folder, functions));
    const argv = [
      '--net',
      '--mount',
      '--pid',
      '--ipc',
      '--uts',
      '--fork',
      'bash',
      join(folder, 'outside'),
    ];
    const output = await said('unshare', argv);
    const escaped = new Map<number, string>();
    let runs = 0;
    for (const line of output.split('\n')) {
      const [word, number = '', ...rest] = line.split(' ');
      if (word === 'escaped' && !escaped.has(Number(number)))
        escaped.set(Number(number), rest.join(' '));
      if (word === 'ran') runs = Number(number);
    }
    if (runs === 0) throw new Error(`nothing was run: ${output}`);
    return { runs, escaped };
  });
}

function said(program: string, argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject).on('close', () => {
      resolve(output);
    });
  });
}

/** Makes the root and goes there. */
function outside(folder: string, functions: string): string {
  return `set -e
r=${folder}/root
mkdir -p $r
mount --make-rprivate /
mount -t tmpfs tmpfs $r
cd $r
mkdir -p usr etc/rc.d/init.d run/lock/subsys var/lib tmp/cwd proc dev sys root sbin.real trees marks
mount --bind /usr usr
mount -o remount,bind,ro usr
for name in bin sbin lib lib32 lib64; do
  if [ -L /$name ]; then cp -P /$name $name
  elif [ -d /$name ]; then mkdir -p $name; mount --bind /$name $name; mount -o remount,bind,ro $name; fi
done
mount --bind usr/sbin sbin.real
mount -t tmpfs tmpfs usr/sbin
(cd sbin.real; printf '/sbin.real/%s\\0' *) | xargs -0 ln -s -t usr/sbin
mount -t tmpfs tmpfs usr/libexec
ln -s rc.d/init.d etc/init.d
ln -s /run var/run
ln -s /run/lock var/lock
for name in passwd group nsswitch.conf ld.so.cache alternatives; do
  if [ -e /etc/$name ]; then cp -a /etc/$name etc/; fi
done
cp ${functions} etc/rc.d/init.d/functions
ln -s /proc/self/fd dev/fd
for name in null zero urandom; do : >dev/$name; mount --bind /dev/$name dev/$name; done
mount -t proc proc proc
printf '#!/bin/sh\\necho "escaped $FUZZED ran $0 $*" >>/marks/log\\n' >usr/sbin/${marker}
for name in ipvsadm iptables ip6tables arping ndisc6 ping6 sysctl; do
  rm -f usr/sbin/$name
  printf '#!/bin/sh\\nexit 0\\n' >usr/sbin/$name
done
chmod 755 usr/sbin/${marker} usr/sbin/ipvsadm usr/sbin/iptables usr/sbin/ip6tables usr/sbin/arping usr/sbin/ping6
ip -batch - <<'IP'
link set lo up
link add eth0 type veth peer name wire
addr add 192.0.2.21/24 dev eth0
link set eth0 up
link set wire up
IP
cp -a ${folder}/trees/. trees/
cp ${folder}/inside inside
exec chroot . /bin/bash /inside
`;
}

/** Runs everything; what it says is read by {@link runTrees}. */
function inside(actions: readonly string[], everyShell: boolean): string {
  return `export PATH=/sbin:/usr/sbin:/bin:/usr/bin HOME=/root LC_ALL=C.UTF-8
cd /tmp/cwd
shells=(${shells.map((shell) => `'${shell}'`).join(' ')})
ran=0
run() { ran=$((ran + 1)); FUZZED=$tree timeout -k 1 10 "$@" </dev/null >/dev/null 2>&1; }
for tree in $(cd /trees; ls | sort -n); do
  cp -R --preserve=mode /trees/$tree/. /
  while IFS= read -r script; do
    case $(head -n 1 "$script") in '#!/'*) ;; *) continue ;; esac
    for action in ${actions.join(' ')}; do
      for shell in "\${shells[@]}"; do
        ${everyShell ? '' : 'shell=${shells[$((ran % ${#shells[@]}))]}'}
        run $shell "$script" $action
        ${everyShell ? '' : 'break'}
      done
    done
  done < <(cd /trees/$tree; find . -type f ! -name '*.spec' -printf '/%P\\n' | sort)
  while IFS= read -r spec; do
    if command -v rpmspec >/dev/null; then run rpmspec -P --define '_topdir /tmp' "$spec"; fi
  done < <(cd /trees/$tree; find . -type f -name '*.spec' -printf '/%P\\n')
  find / -xdev -name '${marker}*' ! -path '/usr/*' ! -path '/sbin.real/*' ! -path '/proc/*' ! -path '/trees/*' \\
    -printf "escaped $tree made %p\\n" -delete
  (cd /trees/$tree; find . -type f -print0) | (cd /; xargs -0 rm -f)
  rm -rf /run/lvsgen
done
cat /marks/log 2>/dev/null
echo "ran $ran"
`;
}
