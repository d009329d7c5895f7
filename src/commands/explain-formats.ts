/** In which form a config can be explained. Apart from the command, which is loaded only when it runs. */
export const explainFormats = ['text', 'mermaid'] as const;

export type ExplainFormat = (typeof explainFormats)[number];
