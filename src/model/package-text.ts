import type { Brand } from './brand.ts';
import { parseDescription } from './description.ts';
import { Refusal } from './refusal.ts';

/** One line of text that rpm prints as it is: it expands nothing in it. */
export type PackageText = Brand<string, 'PackageText'>;

/** A pattern for the JSON Schema; what else a description must not have is said when the config is read. */
export const packageTextPattern = /^[^%\n\r]*[^%\\\s]$/;

/** A pattern for the JSON Schema: what {@link parsePackageUrl} accepts. */
export const packageUrlPattern = /^(https?|ftp):\/\/[^\s%\\]+$/;

/** Reads the value of the key `name`, which becomes a tag of the spec. */
export function parsePackageText(name: string, text: string): PackageText | Refusal {
  if (text.includes('%')) {
    return new Refusal(
      `${name} has a percent sign, with which a macro begins in a spec: rpm would expand it on the build host`,
      'say it without the sign',
    );
  }
  const read = parseDescription(text);
  if (read instanceof Refusal) return ofKey(name, read);
  if (read.endsWith('\\')) {
    return new Refusal(
      `${name} ends in a backslash, which would join the next line of the spec to it`,
      'remove it',
    );
  }
  return read as string as PackageText;
}

/** Reads the address of a page about the package. */
export function parsePackageUrl(text: string): PackageText | Refusal {
  const read = parsePackageText('url', text);
  if (read instanceof Refusal || packageUrlPattern.test(read)) return read;
  return new Refusal(
    'url is no address of a page: it begins with https://, http:// or ftp:// and has no blanks',
    'write it as https://www.example.com/, or leave it out',
  );
}

/** A package's texts keep to the rules of a description, whose refusals begin with its name. */
function ofKey(name: string, { message, hint }: Refusal): Refusal {
  const own = message.replace(/^description/, name).replace(/: it is printed in comments.*$/, '');
  return new Refusal(own, hint?.replace('say what the cluster is for', 'give it a value'));
}
