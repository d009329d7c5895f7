import { basename } from 'node:path';
import { type ExitCode, exitCodes } from '../base/io.ts';
import type { Context } from './context.ts';

/** The shells that there is a completion script for. */
export type Shell = 'bash' | 'zsh' | 'fish';

// yargs offers what fits after some words; it adds descriptions where SHELL is zsh.
const scripts: Readonly<Record<Shell, string>> = {
  bash: `# For ~/.bashrc: source <(lvsgen completion bash)
_lvsgen() {
    local offers
    offers=$(SHELL=bash lvsgen --get-yargs-completions "\${COMP_WORDS[@]}")
    mapfile -t COMPREPLY < <(compgen -W "$offers" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o bashdefault -o default -F _lvsgen lvsgen
`,
  zsh: `#compdef lvsgen
# For ~/.zshrc, after compinit: source <(lvsgen completion zsh)
_lvsgen() {
    local -a offers
    offers=("\${(@f)$(SHELL=zsh lvsgen --get-yargs-completions "\${words[@]}")}")
    if [[ -n $offers ]]; then _describe lvsgen offers; else _files; fi
}
compdef _lvsgen lvsgen
`,
  fish: `# For ~/.config/fish/config.fish: lvsgen completion fish | source
complete -c lvsgen -a '(SHELL=fish lvsgen --get-yargs-completions (commandline -opc) (commandline -ct))'
`,
};

/** Prints a completion script: for the shell that is named, else for the one that the user has, else for bash. */
export function completion(
  { shell }: { readonly shell?: Shell | undefined },
  context: Context,
): ExitCode {
  const own = basename(context.env['SHELL'] ?? '');
  context.out(scripts[shell ?? (own === 'zsh' || own === 'fish' ? own : 'bash')]);
  return exitCodes.clean;
}
