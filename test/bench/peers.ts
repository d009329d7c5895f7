// The same work by others: 1000 clusters in YAML are read, and an init script is written for each. None of them checks
// anything, and they have their text ready: what lvsgen renders for el6, with the values of a cluster left open.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusters, writeConfig } from './clusters.ts';
import { timeProcess } from './process.ts';
import type { Bench, Row } from './row.ts';
import { hasPythonModules, missingPrograms } from './tools.ts';

const python = '/usr/bin/python3';

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
    'play.yaml': `- hosts: localhost
  connection: local
  gather_facts: false
  vars_files: [lvsgen.yaml]
  tasks:
    - template: { src: template, dest: "out/{{ item.key }}", mode: "0755" }
      vars: { name: "{{ item.key }}", vip: "{{ item.value.vips[0] }}" }
      loop: "{{ clusters | dict2items }}"
`,
  },
  command: ['ansible-playbook', '-i', 'localhost,', 'play.yaml'],
};

const loop: Peer = {
  ...jinja,
  files: {
    'loop.py': `import jinja2, yaml
template = jinja2.Template(open("template").read(), keep_trailing_newline=True)
for name, cluster in yaml.safe_load(open("lvsgen.yaml"))["clusters"].items():
    with open("out/" + name, "w") as script:
        script.write(template.render(name=name, vip=cluster["vips"][0]))
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
    envsubst '$name $vip' <template >"out/$name"
done
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
    rounds: name === 'peer-ansible' ? 1 : 3,
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
  const empty = (path: string): void => {
    rmSync(join(folder, path), { recursive: true, force: true });
  };
  const ours = (): number => {
    empty('generated');
    return timeProcess(process.execPath, [program, 'render', '--no-lint'], { cwd: folder });
  };
  ours();
  const script = join(folder, 'generated/web-00007/real-server/el6/etc/rc.d/init.d/lvs-web-00007');
  const parts = readFileSync(script, 'utf8').split(/(web-00007|10\.20\.7\.10)/);
  const template = parts.map((part, index) =>
    index % 2 === 0 ? escape(part) : open(part.startsWith('web') ? 'name' : 'vip'),
  );
  writeFileSync(join(folder, 'template'), template.join(''));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const theirs = (): number => {
    empty('out');
    mkdirSync(join(folder, 'out'));
    const [first, ...rest] = command;
    const took = timeProcess(first, rest, { cwd: folder });
    const written = readFileSync(join(folder, 'out/web-00007'), 'utf8');
    if (written !== readFileSync(script, 'utf8')) throw new Error(`${first} wrote something else`);
    return took;
  };
  return { what: ours, against: theirs };
}
