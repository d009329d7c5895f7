// The same work by others: 1000 clusters in YAML are read, and an init script is written for each, so that the same tree
// stands there in the end, with the same modes. None of them checks anything, and they have their text ready: what
// lvsgen renders for el6, with the values of a cluster left open.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putAside } from './aside.ts';
import { clusters, writeConfig } from './clusters.ts';
import { timeProcess } from './process.ts';
import type { Bench, Row } from './row.ts';
import { hasPythonModules, missingPrograms } from './tools.ts';

const python = '/usr/bin/python3';

/** Where lvsgen puts the script of a cluster, and so do the others. */
const folderOf = (name: string): string => `out/${name}/real-server/el6/etc/rc.d/init.d`;
const scriptOf = (name: string): string => `${folderOf(name)}/lvs-${name}`;

/** How a peer writes an open value, and the files that it needs; returns the command to be run in the folder. */
interface Peer {
  readonly open: (name: 'name' | 'vip') => string;
  /** What would mean something to it in the text of a script. */
  readonly escape: (text: string) => string;
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly [string, ...string[]];
}

const jinja = {
  open: (name) => `{{ ${name} }}`,
  escape: (text) => `{% raw %}${text}{% endraw %}`,
} satisfies Pick<Peer, 'open' | 'escape'>;

const ansible: Peer = {
  ...jinja,
  files: {
    // One command makes all folders: a task for each would take as long again.
    'play.yaml': `- hosts: localhost
  connection: local
  gather_facts: false
  vars_files: [lvsgen.yaml]
  tasks:
    - command:
        argv: "{{ ['mkdir', '-p'] + clusters.keys() | map('regex_replace', '^(.*)$', '${folderOf('\\\\1')}') | list }}"
    - template: { src: template, dest: "${scriptOf('{{ item.key }}')}", mode: "0755" }
      vars: { name: "{{ item.key }}", vip: "{{ item.value.vips[0] }}" }
      loop: "{{ clusters | dict2items }}"
`,
  },
  command: ['ansible-playbook', '-i', 'localhost,', 'play.yaml'],
};

const loop: Peer = {
  ...jinja,
  files: {
    'loop.py': `import jinja2, os, yaml
template = jinja2.Template(open("template").read(), keep_trailing_newline=True)
for name, cluster in yaml.safe_load(open("lvsgen.yaml"))["clusters"].items():
    path = f"${scriptOf('{name}')}"
    os.makedirs(os.path.dirname(path))
    with open(path, "w") as script:
        script.write(template.render(name=name, vip=cluster["vips"][0]))
    os.chmod(path, 0o755)
`,
  },
  command: [python, 'loop.py'],
};

const envsubst: Peer = {
  open: (name) => `\${${name}}`,
  escape: (text) => text,
  files: {
    // What the shell can read of YAML is what it is told to look for.
    'loop.sh': `sed -n 's/^  \\([a-z0-9-]*\\):$/\\1/p; s/^    vips: \\[\\(.*\\)\\]$/\\1/p' lvsgen.yaml |
while read -r name && read -r vip; do
    export name vip
    mkdir -p "${folderOf('$name')}"
    envsubst '$name $vip' <template >"${scriptOf('$name')}"
done
find out -type f -exec chmod 0755 {} +
`,
  },
  command: ['sh', 'loop.sh'],
};

/** lvsgen against what else one would write the scripts with. */
export const peers: readonly Row[] = [
  row('peer-ansible', "Ansible's template module", ansible, () =>
    missingPrograms({ 'ansible-playbook': 'apt-get install ansible-core' }),
  ),
  row('peer-jinja2', 'a Jinja2 loop in Python', loop, () =>
    hasPythonModules(python, 'jinja2', 'yaml')
      ? []
      : [`jinja2 and yaml of ${python} (apt-get install python3-jinja2 python3-yaml)`],
  ),
  row('peer-envsubst', 'envsubst in a shell loop', envsubst, () =>
    missingPrograms({ envsubst: 'apt-get install gettext-base' }),
  ),
];

function row(name: string, against: string, peer: Peer, missing: Row['missing']): Row {
  return {
    name,
    what: 'render of 1000 clusters, one init script each',
    against,
    toReach: 1,
    // Ansible takes minutes.
    rounds: name === 'peer-ansible' ? 1 : 9,
    ...(missing === undefined ? {} : { missing }),
    prepare: (bench) => contest(bench, peer),
  };
}

function contest(bench: Bench, { open, escape, files, command }: Peer): ReturnType<Row['prepare']> {
  const folder = bench.folder();
  const program = bench.lvsgen();
  writeConfig(
    folder,
    clusters(1000)
      .replaceAll('[el6, el7]', '[el6]')
      .replace(/^.*loose.*\n/m, ''),
  );
  const empty = (): void => {
    putAside(bench, join(folder, 'out'));
  };
  const ours = (): number => {
    empty();
    const argv = [program, 'render', '--no-lint', '--out', 'out'];
    return timeProcess(process.execPath, argv, { cwd: folder });
  };
  ours();
  rmSync(join(folder, 'out/lvsgen.files'));
  const wanted = treeOf(join(folder, 'out'));
  const script = readFileSync(join(folder, scriptOf('web-00007')), 'utf8');
  const parts = script.split(/(web-00007|10\.20\.7\.10)/);
  const template = parts.map((part, index) =>
    index % 2 === 0 ? escape(part) : open(part.startsWith('web') ? 'name' : 'vip'),
  );
  writeFileSync(join(folder, 'template'), template.join(''));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const theirs = (): number => {
    empty();
    const [first, ...rest] = command;
    const took = timeProcess(first, rest, { cwd: folder });
    if (treeOf(join(folder, 'out')) !== wanted) throw new Error(`${first} wrote something else`);
    return took;
  };
  return { what: ours, against: theirs };
}

/** The paths, modes and contents of all files below a folder. */
function treeOf(folder: string): string {
  const script = `export LC_ALL=C
    find . -type f -printf '%p %m\\n' | sort
    find . -type f -print0 | sort -z | xargs -0 cat`;
  return execFileSync('sh', ['-c', script], { cwd: folder, maxBuffer: Infinity }).toString('utf8');
}
