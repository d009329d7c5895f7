import { basename } from 'node:path';
import { LvsgenError } from '../base/diagnostic.ts';
import { type ExitCode, exitCodes, type Io } from '../base/io.ts';
import { loadConfig } from '../config/load.ts';
import { resolveConfigs } from '../config/resolve.ts';
import { hostsOf } from '../roles/index.ts';
import type { Context } from './context.ts';
import type { Options } from './options.ts';

// yargs offers what fits after some words; it adds descriptions where SHELL is zsh. The command is called as it stands
// in the line: lvsgen may not be on PATH.
const scripts: Readonly<Record<'bash' | 'zsh' | 'fish', string>> = {
  bash: `# For ~/.bashrc: source <(lvsgen completion bash)
_lvsgen() {
    local offers
    offers=$(SHELL=bash "\${COMP_WORDS[0]}" --get-yargs-completions "\${COMP_WORDS[@]}" 2> /dev/null)
    mapfile -t COMPREPLY < <(compgen -W "$offers" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o bashdefault -o default -F _lvsgen lvsgen
`,
  zsh: `#compdef lvsgen
# For ~/.zshrc, after compinit: source <(lvsgen completion zsh)
_lvsgen() {
    local -a offers
    offers=("\${(@f)$(SHELL=zsh "$words[1]" --get-yargs-completions "\${words[@]}" 2> /dev/null)}")
    if [[ -n $offers ]]; then _describe lvsgen offers; else _files; fi
}
compdef _lvsgen lvsgen
`,
  fish: `# For ~/.config/fish/config.fish: lvsgen completion fish | source
complete -c lvsgen -a '(env SHELL=fish (commandline -opc)[1] --get-yargs-completions (commandline -opc) (commandline -ct) 2> /dev/null)'
`,
};

/** Prints a completion script: for the shell that is named, else for the one that the user has, else for bash. */
export function run({ shell }: Options<'completion [shell]'>, context: Context): ExitCode {
  const own = basename(context.env['SHELL'] ?? '');
  context.out(scripts[shell ?? (own === 'zsh' || own === 'fish' ? own : 'bash')]);
  return exitCodes.clean;
}

/** Prints what may stand behind --cluster or --role by the config that is found; nothing where there is none. */
export async function completeName(option: string, { cwd, out }: Io): Promise<ExitCode> {
  try {
    const { clusters } = resolveConfigs([await loadConfig({ cwd })]);
    const names = clusters.flatMap((cluster) =>
      option === '--cluster' ? cluster.name : hostsOf(cluster).map(({ role }) => role),
    );
    out([...new Set(names)].map((name) => `${name}\n`).join(''));
  } catch (error) {
    if (!(error instanceof LvsgenError)) throw error;
  }
  return exitCodes.clean;
}
