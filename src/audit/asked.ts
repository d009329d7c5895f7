import type { State } from './state.ts';

const shows = /^(s|sh|sho|show|l|ls|li|lis|list|lst|get|dev|to|label)$/;
const changes = /^(add|del|delete|replace|change|flush|append)$/;

/** What a program prints that asks the kernel for addresses, services or settings; undefined for any other call. */
export function askedOf(
  program: string,
  words: readonly string[],
  state: State,
): string | undefined {
  const kind = kindOf(program, words);
  if (kind === undefined) return undefined;
  const { up } = state.given;
  if (up === undefined)
    return state.unknown(`$(${[program, ...words].join(' ')})`, 'it is what the kernel says');
  if (kind === 'setting') {
    const value = words.join().includes('announce') ? '2' : '1';
    return `${up.length > 0 ? value : '0'}\n`;
  }
  // Of these only what is asked for is shown.
  const at = words.findIndex((word) => word === 'to' || word === 'label');
  const wanted = (words[at + 1] ?? '').split('/')[0] ?? '';
  if (at >= 0)
    return up
      .filter((line) => line.includes(wanted))
      .map((line) => `${line}\n`)
      .join('');
  const head =
    kind === 'addresses'
      ? '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n    inet 127.0.0.1/8 scope host lo\n'
      : 'IP Virtual Server version\n';
  return head + up.map((line) => `${line}\n`).join('');
}

function kindOf(
  program: string,
  words: readonly string[],
): 'addresses' | 'table' | 'setting' | undefined {
  const plain = words.filter((word) => !word.startsWith('-'));
  const asks = !plain.some((word) => changes.test(word));
  switch (program) {
    case 'ip':
      return /^(a|ad|addr|address|ro?|route)$/.test(plain[0] ?? '') &&
        shows.test(plain[1] ?? 'show')
        ? 'addresses'
        : undefined;
    case 'ifconfig':
      return plain.length < 2 ? 'addresses' : undefined;
    case 'ipvsadm':
      return words.some((word) => /^-\w*[lLS]|^--(list|save)/.test(word)) ? 'table' : undefined;
    case 'route':
    case 'netstat':
      return asks ? 'table' : undefined;
    case 'sysctl':
      return plain.length > 0 &&
        !plain.some((word) => word.includes('=')) &&
        !words.some((word) => /^-\w*[pw]|^--/.test(word))
        ? 'setting'
        : undefined;
    case 'cat':
      return plain.some((word) => word.startsWith('/proc/sys/')) ? 'setting' : undefined;
    default:
      return undefined;
  }
}
