// Instants of a sheet as the tables of prices take them: infinity for always and open.
const written = new WeakMap<Date, string>();
/** Sheets repeat their dates, and their reader hands out the same object for the same text. */
function textOf(instant: Date): string {
  const known = written.get(instant) ?? instant.toISOString();
  written.set(instant, known);
  return known;
}
export const fromText = (instant: Date | null): string => (instant ? textOf(instant) : '-infinity');
export const untilText = (instant: Date | null): string => (instant ? textOf(instant) : 'infinity');
