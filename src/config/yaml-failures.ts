/** What to tell about a text that is not YAML. */
export interface Wording {
  readonly message: string;
  readonly hint: string;
}

const longestMessage = 200;

const unclosed = 'look for a quote or a bracket that is missing here or above';
const inQuotes = 'put the value in quotes';

/** By what the parser says. */
const wordings: readonly (readonly [RegExp, string, string])[] = [
  [/^tab characters/, 'tabs are not allowed as indentation', 'indent with spaces'],
  [/^name of an alias/, 'an asterisk without a name', 'put a text with an asterisk in quotes'],
  [/within a (?:single|double) quoted/, 'a text in quotes does not end', unclosed],
  [/within a flow collection/, 'a list or a map in brackets does not end', unclosed],
  [/non-printable|valid JSON character|null byte/, 'a control character', 'remove it'],
  [/^missed comma/, 'a comma is missing between two values in brackets', unclosed],
  [/^expected the node content/, 'a comma with nothing before it', 'remove it'],
  [/^expected ':' after|multiline key/, 'a key without a colon', 'put a colon behind the key'],
  [/^a whitespace character/, 'a colon with nothing behind it', 'put a blank behind the colon'],
];

/**
 * Words for why a text is not YAML.
 *
 * @param reason what the parser says
 * @param before the line up to the place where it stopped
 * @param after the rest of the line
 */
export function yamlFailure(reason: string, before: string, after: string): Wording {
  if (reason.startsWith('nesting exceeded')) return nestedTooDeep;
  if (/\btag\b/.test(reason)) return tagged;
  const known = wordings.find(([pattern]) => pattern.test(reason));
  if (known !== undefined) return notYaml(known[1], known[2]);
  if (reason === 'deficient indentation') return notIndented(after);
  if (reason.startsWith('bad indentation')) return unexpected(before, after);
  const hint = 'look here and above for a quote, a bracket or an indentation that is wrong';
  return notYaml(reason.slice(0, longestMessage), hint);
}

/** What is said of a tag, also of one that the parser knows. */
export const tagged: Wording = {
  message: 'a tag has no meaning in a config',
  hint: 'remove the word with the exclamation mark, or put the value in quotes',
};

const nestedTooDeep: Wording = {
  message: 'the config is nested too deep to be read',
  hint: 'remove the levels that mean nothing',
};

function notIndented(after: string): Wording {
  if (/^[\]}]/.test(after)) {
    const problem =
      'the bracket at the end of a list or a map is not indented further than its key';
    return notYaml(problem, 'indent this line by one blank more than the key');
  }
  const problem = 'a list, a map or a text that began above does not end before this line';
  return notYaml(problem, unclosed);
}

/** Something stands where a map or a list goes on, or ends. */
function unexpected(before: string, after: string): Wording {
  if (before.trim() === '') {
    return notYaml('this line goes on with nothing above it', 'indent it as the lines beside it');
  }
  if (/^-(?:\s|$)/.test(after)) {
    const hint = 'put a dash that is a value in quotes: "-"; begin a list in a line of its own';
    return notYaml('a dash behind a key', hint);
  }
  if (after.startsWith(':')) {
    return /:\s/.test(before)
      ? notYaml('a value with a colon and a blank in it', inQuotes)
      : notYaml(
          'a key that is indented further than the line above allows',
          'indent it as the keys beside it, or look above for a colon that is missing',
        );
  }
  if (/:\s+$/.test(before)) {
    const [character = ''] = after;
    return notYaml(`a value cannot begin with ${character}`, inQuotes);
  }
  return notYaml('something follows on a value that has ended', 'put all of the value in quotes');
}

function notYaml(problem: string, hint: string): Wording {
  return { message: `this is not YAML: ${problem}`, hint };
}
