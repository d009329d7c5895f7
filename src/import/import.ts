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
    const message = 'nothing in these files puts a VIP on an interface, or has a service of IPVS';
    throw LvsgenError.of(
      message,
      'name the script of a real server or of a director, also where a unit runs it',
    );
  }
  const clusters: Record<string, unknown> = {};
  const counts = new Map<string, number>();
  for (const draft of drafts) {
    const name = nameOf([...draft.holders, ...draft.directors]);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    clusters[count === 1 ? name : `${name}-${count}`] = clusterOf(draft);
  }
  return writeConfig(clusters);
}

/** Words in the names of files that say no more than that they are of LVS. */
const ofLvs =
  /^(lvs\w*|ip_?vs|ipvsadm|dr|tun|nat|rs\d*|ds|real|servers?|realservers?|directors?|lb\d*|keepalived)$/;
const plain = /^(|master|slave|backup|vip|lo|init|start|el\d+|centos\d*|rhel\d*|conf|save|\d+)$/;

/** The name of a cluster, after that of a file: `mail` of `lvs-mail.sh`. */
function nameOf(parts: readonly Part[]): string {
  for (const { understood } of parts) {
    const [base = ''] = (understood.file.split('/').at(-1) ?? '').split('.');
    const words = base.toLowerCase().split(/[^a-z0-9]+/);
    const own = words.filter((word) => !ofLvs.test(word) && !plain.test(word)).join('-');
    if (words.some((word) => ofLvs.test(word)) && /^[a-z]/.test(own)) return own;
  }
  return 'web';
}
