import { type Step, step } from './step.ts';

/** What every action but status begins with, in every script. */
export const beginning: readonly Step[] = [
  step(
    'Refuses a wrong argument (exit 2), a missing program (exit 5) and anybody but root (exit 4).',
  ),
  step(
    'Waits for the lock /var/run/lvsgen/lock, up to 30 seconds, else exit 1.',
    'two runs at once, of this script or of another one, end as if one had followed the other.',
  ),
  step(
    'Looks at what the kernel has, and at what the records in /var/run/lvsgen say that scripts set up.',
    'what is there already stays, and what a former version of this script set up is known.',
  ),
];

/** What start writes down before it changes anything. */
export function noteDown(service: string, subsysLock: boolean): Step {
  const lock = subsysLock ? ` and touches /var/lock/subsys/${service}` : '';
  const reason = subsysLock
    ? ' The file in /var/lock/subsys is what shutdown knows a started service by.'
    : '';
  return step(
    `Writes down what it is about to set up (/var/run/lvsgen/${service}) and what the settings were (/var/run/lvsgen/settings)${lock}.`,
    `killed at any moment, it leaves nothing behind that the next start or stop does not know.${reason}`,
  );
}

/** What start does about interfaces that its settings name. */
export function missingSettings(interfaces: readonly string[]): Step[] {
  if (interfaces.length === 0) return [];
  const names = interfaces.join(', ');
  return [
    step(`Fails (exit 1) if a setting is not there, as when there is no interface ${names}.`),
  ];
}

/** What start does when something goes wrong. */
export const takeBack: Step = step(
  'If any of that fails: says what and why, takes back what this call did, exit 1.',
);

/** What stop does once everything is taken off. */
export function ending(service: string, left: string, subsysLock: boolean): Step[] {
  const lock = subsysLock ? `, and /var/lock/subsys/${service}` : '';
  return [
    step(
      `Puts each setting back to what it was, unless another started script wants it; ${left}one that somebody else has changed meanwhile stays, and stop says so.`,
      'the host is left as it was found, and nothing that somebody else did is undone.',
    ),
    step(
      `Deletes its record${lock}.`,
      'if the record was lost, what is listed is taken off all the same, but the settings stay: nobody knows what they were.',
    ),
  ];
}
