// What the house still owes itself, listed openly: a list may only shrink, and a gap that is not on it fails.
import { expect } from 'vitest';

/** Compares what is found with `owed/<name>.txt`, line by line; neither more nor fewer may be found than is listed. */
export const expectOwed = async (name: string, found: readonly string[]): Promise<void> => {
  const lines = [...new Set(found)].sort();
  await expect(lines.map((line) => `${line}\n`).join('')).toMatchFileSnapshot(`owed/${name}.txt`);
};
