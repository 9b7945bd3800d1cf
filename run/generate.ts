// `npm run generate`: writes the lists of files and docs/generated; `-- --release` also keeps the contract as released.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lists } from './generated/lists.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const [path, text] of Object.entries(lists())) writeFileSync(join(root, path), text);
// Only now, since the code imports what was listed.
const { documents, folder } = await import('./generated/documents.ts');
const target = join(root, folder);
mkdirSync(target, { recursive: true });
const made = await documents();
if (process.argv.includes('--release')) made['openapi-released.json'] = made['openapi.json']!;
for (const [name, text] of Object.entries(made)) {
  writeFileSync(join(target, name), text);
  console.log(`${folder}/${name}`);
}
