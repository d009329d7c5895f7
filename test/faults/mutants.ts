import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pair } from './races.ts';

/** A template with a mistake in it, which experiments have to find. */
export interface Mutant {
  readonly name: string;
  /** The script to make it in. */
  readonly subject: string;
  /** Below templates/, without its ending. */
  readonly template: string;
  readonly from: string;
  readonly to: string;
  /** The states to look for it in; the first is where it shows. */
  readonly states: readonly string[];
  /** Found by two runs at once. */
  readonly pair?: Pair;
}

const startAndStop = 'partials/start-and-stop';
const direct = 'partials/direct';
const arranges = 'arrange_services "${drain:+drain}${undrain:+drain}"';

export const mutants: readonly Mutant[] = [
  {
    name: 'the VIPs come before the suppression',
    subject: 'dr-el6-bash',
    template: startAndStop,
    from: 'write_settings "$writes" &&{{#if arp.on}} silent &&{{/if}} change; then',
    to: 'change && write_settings "$writes"{{#if arp.on}} && silent{{/if}}; then',
    states: ['clean'],
  },
  {
    name: 'the settings are restored before the VIPs go',
    subject: 'dr-el6-bash',
    template: startAndStop,
    from: '    if [ -n "$commands" ]; then\n        change\n',
    to: '    restore\n    if [ -n "$commands" ]; then\n        change\n',
    states: ['started'],
  },
  {
    name: 'the record is written after the change',
    subject: 'dr-el6-bash',
    template: startAndStop,
    from: 'if save "$record" "$setup${mine:+$nl$mine}" && save "$ledger" "$service$nl$entries" &&',
    to: 'if',
    states: ['clean'],
  },
  {
    name: 'stop does not check what is left',
    subject: 'dr-el6-bash',
    template: startAndStop,
    from: 'if ! survey stop || [ -n "$commands" ]; then',
    to: 'if ! survey stop; then',
    states: ['started'],
  },
  {
    name: 'a refused setting is taken for written, and nobody checks',
    subject: 'dr-el6-bash',
    template: 'partials/keep-settings',
    from: '>"${write%=*}" || return 1\n    done\n',
    to: '>"${write%=*}"\n    done\n    silence=$(cat /proc/sys/net/ipv4/conf/*/arp_ignore)\n',
    states: ['clean'],
  },
  {
    name: 'a start that fails leaves what it did',
    subject: 'dr-el6-bash',
    template: startAndStop,
    from: "    say 'start failed: taking back what it did'\n    undo\n",
    to: "    say 'start failed'\n",
    states: ['clean'],
  },
  {
    name: 'a start that fails says that it did not',
    subject: 'dr-el6-bash',
    template: startAndStop,
    from: '    undo\n    return 1\n',
    to: '    undo\n',
    states: ['clean'],
  },
  {
    name: 'a record is written over in place',
    subject: 'dr-el6-bash',
    template: 'partials/keep-records',
    from: '[ ! -e "$1" ] || file=$run/.new',
    to: ':',
    states: ['older-started'],
  },
  {
    name: 'a record counts also if it is cut short',
    subject: 'dr-el6-bash',
    template: 'partials/survey',
    from: 'if (line != "end") return 0',
    to: '',
    states: ['record-truncated'],
  },
  {
    name: 'a record of before the reboot counts',
    subject: 'dr-el6-bash',
    template: 'partials/survey',
    from: ' && word[2] == boot)',
    to: ')',
    states: ['rebooted'],
  },
  {
    name: 'what other scripts recorded is not looked at',
    subject: 'dr-el6-bash',
    template: 'partials/survey',
    from: '            claim(theirs, claimed, "all")\n',
    to: '',
    states: ['both-started'],
  },
  {
    name: 'settings become 0 instead of what they were',
    subject: 'dr-el6-bash',
    template: 'partials/survey',
    from: 'returns = returns " " file "=" was[file]',
    to: 'returns = returns " " file "=0"',
    states: ['started'],
  },
  {
    name: 'what an admin has set meanwhile is put back too',
    subject: 'dr-el6-bash',
    template: 'partials/survey',
    from: 'if (is_among(is, wrote[file])) returns',
    to: 'if (1) returns',
    states: ['started-admin'],
  },
  {
    name: 'stop leaves the lock file',
    subject: 'dr-el6-bash',
    template: 'partials/keep-records',
    from: 'rm -f "$ledger" "$record"{{#if subsysLock}} "$lock"{{/if}}',
    to: 'rm -f "$ledger" "$record"',
    states: ['started'],
  },
  {
    name: 'status says that all is well whatever it finds',
    subject: 'dr-el6-bash',
    template: 'partials/report-status',
    from: '            *) return 4 ;;',
    to: '            *) ;;',
    states: ['flushed'],
  },
  {
    name: 'an interface of its own mind is overlooked',
    subject: 'dr-el6-bash',
    template: 'partials/survey',
    from: 'used = own[name] > own["all"] ? own[name] : own["all"]',
    to: 'used = own["all"]',
    states: ['loud-interface'],
  },
  {
    name: 'two runs do not wait for each other',
    subject: 'dr-el6-bash',
    template: 'partials/dispatch',
    from: 'if ! flock -w 30 9; then',
    to: 'if false; then',
    states: [],
    pair: { state: 'started', action: 'stop', cluster: 'web', other: 'start' },
  },
  {
    name: 'a director has its VIPs before its services',
    subject: 'director-el6-bash',
    template: direct,
    from: `${arranges} && set_rules{{#if marks}} "$rules"{{/if}} && change; then`,
    to: `change && ${arranges} && set_rules{{#if marks}} "$rules"{{/if}}; then`,
    states: ['clean'],
  },
  {
    name: 'a director gives up its services before its VIPs',
    subject: 'director-el6-bash',
    template: direct,
    from: '    if [ -n "$commands" ]; then\n        change\n',
    to: '    arrange_services\n    if [ -n "$commands" ]; then\n        change\n',
    states: ['started'],
  },
  {
    name: 'a director that fails to start leaves its services',
    subject: 'director-el6-bash',
    template: direct,
    from: 'arrange_services undo && [ -z "$started" ] || return',
    to: '[ -z "$started" ] || return',
    states: ['clean'],
  },
  {
    name: 'the record of a director is written when all is done',
    subject: 'director-el6-bash',
    template: direct,
    from: 'if save "$record" "{{#if nat}}${unfinished:+unfinished start$nl}{{/if}}$setup${mine:+$nl$mine}" &&\n        save "$ledger" "$service$nl$entries" &&',
    to: 'if true &&',
    states: ['clean'],
  },
];

/** The mistakes that no experiment can find, each with the reason why. */
export const equivalent: readonly { readonly name: string; readonly why: string }[] = [
  {
    name: 'the check between writing the settings and adding the VIPs is left out',
    why: 'where one write fails, start stops there already; the check is for what others do at that moment',
  },
  {
    name: 'the exit status of a write is not looked at, but the check is there',
    why: 'the check finds it, and start fails as it would have',
  },
  {
    name: 'what ipvsadm has not done passes for done',
    why: 'a second round does what one fault has kept it from',
  },
];

/**
 * Writes the template of a mutant into a folder of templates of one's own.
 *
 * @throws Error - The template has changed, so that the mistake can't be made any more.
 */
export function writeMutant({ name, template, from, to }: Mutant, folder: string): void {
  const original = readFileSync(
    join(import.meta.dirname, '../../templates', `${template}.hbs`),
    'utf8',
  );
  const [before, after, ...more] = original.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The mutant "${name}" does not fit templates/${template}.hbs any more`);
  const file = join(folder, `${template}.hbs`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before + to + after);
}
