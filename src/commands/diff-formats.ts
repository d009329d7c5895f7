/** In which form differences can be told. Apart from the command, which is loaded only when it runs. */
export const diffFormats = ['text', 'markdown'] as const;

export type DiffFormat = (typeof diffFormats)[number];
