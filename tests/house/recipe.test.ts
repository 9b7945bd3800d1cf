// A capability takes what CONTRIBUTING.md says and no more: a small one is added to a copy of this tree, and used.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Edit, ofCapability, ofCommand, words } from './recipe/edits.ts';
import { paths } from './tree.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const recipe = 'tests/house/recipe/';

describe('A capability that is added by the recipe', () => {
  let copy = '';
  const make = ([path, line, becomes]: Edit) => {
    const before = readFileSync(join(copy, path), 'utf8');
    expect(before, `${path} has no place for it`).toContain(line);
    writeFileSync(
      join(copy, path),
      before.replace(line, () => becomes),
    );
  };
  /** Ends well, or says what was printed. */
  const run = async (program: string, ...rest: string[]) => {
    const [file, env] = [join(copy, 'node_modules/.bin', program), { ...process.env, VITEST: '', NODE_ENV: '' }];
    await promisify(execFile)(file, rest, { cwd: copy, env, maxBuffer: 1e8 }).catch(({ stdout, stderr }) => {
      throw new Error(`${program} ${rest.join(' ')}\n${stdout}\n${stderr}`);
    });
  };

  beforeAll(() => {
    copy = mkdtempSync(join(inject('runFolder'), 'recipe-'));
    const migration = readdirSync(join(root, 'migrations')).filter((name) => name.endsWith('.sql')).length + 1;
    for (const path of paths()) {
      const isAdded = path.startsWith(recipe) && path.endsWith('.txt');
      const place = isAdded ? path.slice(recipe.length, -'.txt'.length) : path;
      const target = join(
        copy,
        place.replace('migrations/memos', `migrations/${`${migration}`.padStart(4, '0')}_memos`),
      );
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(root, path), target);
    }
    // The packages, and the empty database that all tests copy.
    for (const shared of ['node_modules', '.cache']) {
      mkdirSync(join(root, shared), { recursive: true });
      symlinkSync(join(root, shared), join(copy, shared));
    }
    for (const edit of [...ofCapability, ...ofCommand.flat(), ...words]) make(edit);
  });

  it('needs a line in three lists, and a command six edits', () => {
    const paths = new Set(ofCapability.map(([path]) => path).filter((path) => path.endsWith('.ts')));
    expect([paths.size, ofCommand.length]).toEqual([3, 6]);
  });
  it('is found by the generator, in every list that it makes', async () => {
    await run('tsx', 'run/generate.ts');
    const made = (path: string) => readFileSync(join(copy, path), 'utf8');
    expect(made('docs/generated/openapi.json')).toContain('/api/v1/memos/{id}/close');
    expect(made('docs/generated/policy.txt')).toContain('memo.close');
    expect(made('docs/generated/events.md')).toContain('memo.written');
    expect(made('docs/generated/refusals.md')).toContain('memo_says_nothing');
  });
  it('fits every type', () => run('tsc', '-p', '.'));
  it('answers through HTTP and keeps the rules of the house', async () => {
    const house = ['arrows', 'contract', 'lists', 'messages', 'refusals', 'words'];
    const files = house.map((name) => `tests/house/${name}.test.ts`);
    await run('vitest', 'run', '--project', 'node', 'server/capabilities/memos', ...files);
  });
});
