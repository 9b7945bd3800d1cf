// `npm run generate`: writes docs/generated from the code; `-- --release` also keeps the contract as released.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documents, folder } from './generated/documents.ts';

const target = join(fileURLToPath(new URL('..', import.meta.url)), folder);
mkdirSync(target, { recursive: true });
const made = await documents();
if (process.argv.includes('--release')) made['openapi-released.json'] = made['openapi.json']!;
for (const [name, text] of Object.entries(made)) {
  writeFileSync(join(target, name), text);
  console.log(`${folder}/${name}`);
}
