import { LvsgenError } from '../base/diagnostic.ts';

/** How much of a script is followed. */
export const budgetOf = { commands: 60_000, characters: 2_000_000, depth: 60 };
/** Variables that are there, or come from who calls the script. */
export const environment =
  /^(PATH|HOME|HOSTNAME|USER|LOGNAME|PWD|OLDPWD|LANG|LC_\w+|TERM|SHELL|RANDOM|SECONDS|LINENO|PPID|BASH\w*|FUNCNAME|PIPESTATUS|REPLY|OPT\w+|RUNLEVEL|PREVLEVEL|IFACE|LOGICAL|MODE|PHASE|METHOD|ADDRFAM|VERBOSITY|IF_\w+|DEVICE\w*|CONNECTION_\w+|SUDO_\w+|SSH_\w+|TMPDIR|EDITOR|HOSTTYPE|OSTYPE|MACHTYPE|COLUMNS|LINES|SYSTEMCTL_\w+|BOOTUP|RES_COL|MOVE_TO_COL|SETCOLOR_\w+|[*@!_-])$/;

/** The refusal of a script that does not end within the budget. */
export function tooMuch(file: string): LvsgenError {
  return LvsgenError.of(
    'this script does more than can be followed',
    'its loops or expansions do not end, or nearly so: look at them by eye',
    { file },
  );
}
