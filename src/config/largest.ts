/** The most bytes that are read of a config: ten times what 10,000 clusters take. A device, or a pipe, has no end. */
export const largestConfig = 10_000_000;
