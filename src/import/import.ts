import { LvsgenError } from '../base/diagnostic.ts';
import { clusterOf } from './cluster.ts';
import { writeConfig } from './document.ts';
import { draftsOf } from './draft.ts';
import { type ImportedFile, type Part, partOf } from './part.ts';

/**
 * Makes one config of scripts and what comes with them.
 *
 * @returns it in YAML, with comments for what was guessed, is to be filled in, or was not taken over
 * @throws LvsgenError when there is nothing in the files that a config could say
 */
export function importConfig(files: readonly ImportedFile[]): string {
  const drafts = draftsOf(files.map(partOf));
  if (drafts.length === 0) {
    const names = files.map(({ understood }) => understood.file).join(', ');
    const message = `nothing in ${names} puts a VIP on an interface or has a service of IPVS`;
    throw LvsgenError.of(message, 'name the script of a real server or of a director');
  }
  const clusters: Record<string, unknown> = {};
  for (const draft of drafts) {
    const name = nameOf([...draft.holders, ...draft.directors]);
    let free = name;
    for (let number = 2; free in clusters; number += 1) free = `${name}-${number}`;
    clusters[free] = clusterOf(draft);
  }
  return writeConfig(clusters);
}

/** Words in the names of files that do not say what a cluster is for. */
const plain =
  /^(ip?vs|lvs\w*|ipvsadm|dr|tun|nat|rs\d*|ds|real|servers?|real_?servers?|director|lb\d*|master|slave|backup|keepalived|vip|lo|script|init|start|el\d+|centos\d*|rhel\d*|rc|conf|rules|save|stdin|\d+)$/;

/** The name of a cluster, after that of a file. */
function nameOf(parts: readonly Part[]): string {
  for (const { understood } of parts) {
    if (/\.(md|txt|html?)$/.test(understood.file)) continue;
    const [base = ''] = (understood.file.split('/').at(-1) ?? '').split('.');
    const words = base.toLowerCase().split(/[^a-z0-9]+/);
    const name = words.filter((word) => word !== '' && !plain.test(word)).join('-');
    if (/^[a-z]/.test(name)) return name;
  }
  return 'web';
}
