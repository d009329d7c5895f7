/**
 * Copies a text. Where the browser allows that to pages from https and files only, what shows the text is selected.
 *
 * @returns whether it is copied
 */
export async function copy(text: string, shown: Element | null | undefined): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}

/** Saves a file, as a download. */
export function save(name: string, content: Uint8Array): void {
  const href = URL.createObjectURL(new Blob([new Uint8Array(content)]));
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  URL.revokeObjectURL(href);
}
