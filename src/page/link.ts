/** What a link holds: enough to show somebody else the same. */
export type Shared = Readonly<Record<'text' | 'view' | 'file', string>>;

/** Packs it into what may stand behind the # of an address. */
export async function pack(shared: Shared): Promise<string> {
  const bytes = await piped(JSON.stringify(shared), new CompressionStream('deflate-raw'));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What a link holds, or nothing if it is none of this page. */
export async function unpack(hash: string): Promise<Shared | undefined> {
  try {
    const letters = atob(hash.replace('#', '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const json = await piped(bytes, new DecompressionStream('deflate-raw'));
    const { text, view, file } = JSON.parse(new TextDecoder().decode(json)) as Record<
      string,
      unknown
    >;
    return { text: String(text), view: String(view), file: String(file) };
  } catch {
    return undefined;
  }
}

async function piped(
  input: string | Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const response = new Response(new Blob([input]).stream().pipeThrough(stream));
  return new Uint8Array(await response.arrayBuffer());
}
