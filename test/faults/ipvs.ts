import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inGuest, packed, unpacked } from '../cluster/place.ts';
import { kernelWillDo } from '../cluster/requirements.ts';
import { Console, type Notes } from './console.ts';
import { Namespaces, type Lab } from './lab.ts';
import { makeRoot } from './place.ts';
import type { Subject } from './subjects.ts';

/**
 * Where a script is tried that wants IPVS or IPIP: on this kernel or, where it has neither, in guests, one for each list
 * of experiments.
 *
 * @param temporary - A folder to work in.
 * @param workers - How many hosts there may be at once on this kernel; a guest has one.
 */
export function labWithIpvs(subject: Subject, temporary: string, workers: number): Lab {
  if (!kernelWillDo())
    return { notesOn: (experiments) => notesOfGuest(subject, experiments, temporary) };
  const root = join(temporary, subject.name);
  makeRoot(root, [subject]);
  return new Namespaces(root, workers);
}

/**
 * Where a director is tried on a kernel that has no IPVS: with an ipvsadm that keeps the table in a file. In guests it is
 * compared with the real one.
 */
export function labWithStandIn(
  subjects: readonly Subject[],
  temporary: string,
  workers: number,
): Namespaces {
  const root = join(temporary, 'stand-in');
  makeRoot(root, subjects, { standIn: true });
  return new Namespaces(root, workers);
}

async function* notesOfGuest(
  subject: Subject,
  experiments: readonly string[],
  temporary: string,
): AsyncGenerator<Notes> {
  if (experiments.length === 0) return;
  const kernel = unpacked('kernel', 'linux-image-cloud-amd64');
  const root = join(mkdtempSync(join(temporary, `${subject.name}-`)), 'root');
  makeRoot(root, [subject], { kernel });
  writeFileSync(
    join(root, 'faults/experiments'),
    experiments.map((words, i) => `${i} ${words}\n`).join(''),
  );
  const [file = '', ...args] = inGuest(kernel, packed(root), '/faults/guest.bash')('');
  const guest = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const reader = new Console();
  let ended = 0;
  try {
    for await (const said of createInterface(guest.stdout)) {
      const line = said.replaceAll('\r', '');
      if (line.startsWith('@differs '))
        throw new Error(`What stands in for IPVS does otherwise than IPVS: ${line.slice(9)}`);
      const notes = reader.read(line);
      if (notes === undefined) continue;
      ended += 1;
      yield notes;
    }
  } finally {
    guest.kill('SIGKILL');
  }
  if (ended < experiments.length)
    throw new Error(
      `${subject.name}: ${ended} of ${experiments.length} experiments came to their end in a guest`,
    );
}
