// `npm run bench [-- P1 P3 …]`: takes the measures named, or all that take minutes, and keeps what they found.

import { measures, usual } from './measures/list.ts';
import { keep, say } from './report.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const asked = process.argv.slice(2).map((name) => name.toUpperCase());
const unknown = asked.filter((name) => !measures.some(({ ids }) => ids.includes(name)));
if (unknown.length > 0) {
  say(`There is no measure ${unknown.join(', ')}. There are: ${measures.flatMap(({ ids }) => ids).join(', ')}.`);
  process.exit(64);
}
const wanted = asked.length > 0 ? asked : usual;
for (const { ids, measure } of measures) {
  const now = ids.filter((id) => wanted.includes(id));
  if (now.length === 0) continue;
  say(`Measuring ${now.join(', ')} …`);
  for (const found of await measure(now)) keep(found);
}
process.exit(0);
