// The documents are true: a guide page for what there is, every setting explained, the two commands as they are.
import { describe, expect, it } from 'vitest';
import { listedSettings } from '../../server/platform/settings/config.ts';
import { code, paths, read, sources } from './tree.ts';

const scripts: Record<string, string> = JSON.parse(read('package.json').text).scripts;

/** Every room answers somebody. */
const rooms = paths().flatMap((path) => /^server\/capabilities\/([^/]+)\/room\.ts$/.exec(path)?.[1] ?? []);

/** `npm run x` and `npm x` in a text, as names of scripts. */
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run ([a-z]+)|(start|test))\b/g)].map(([, named, short]) => named ?? short!);

/** Links to files of ours, seen from the page. */
function brokenLinks(): string[] {
  const known = new Set(paths());
  return sources(/\.md$/).flatMap(({ path, text }) => {
    const folder = path.split('/').slice(0, -1);
    const targets = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target]) => target!);
    const asPath = (target: string) => new URL(target, `file:///${[...folder, 'x'].join('/')}`).pathname.slice(1);
    return targets.filter((target) => !isKnown(asPath(target), known)).map((target) => `${path}: ${target}`);
  });
}
const isKnown = (path: string, known: ReadonlySet<string>): boolean =>
  known.has(path) || path.startsWith('docs/generated/') || [...known].some((one) => one.startsWith(`${path}/`));

describe('The guide', () => {
  it('has a page for every capability', () => {
    expect(rooms).toContain('members');
    expect(rooms.filter((name) => !paths().includes(`docs/guide/${name}.md`))).toEqual([]);
  });
  it('leads to files that exist', () => expect(brokenLinks()).toEqual([]));
});

describe('Settings', () => {
  const page = read('docs/generated/settings.md').text;
  it('are explained on their page', () => {
    for (const { variable, says } of listedSettings()) {
      expect(page).toContain(`\`${variable}\``);
      expect(page).toContain(says);
    }
  });
  it('are read in one place: no other file of the server names a variable that is none', () => {
    const settings = listedSettings().flatMap(({ variable }) => [variable, `${variable}_FILE`]);
    const ofCommandLine = [...read('docs/guide/cli.md').text.matchAll(/`(KONTOR_[A-Z_]+)`/g)].map(([, name]) => name!);
    const known = [...settings, ...ofCommandLine];
    const named = code()
      .filter(({ path }) => path.startsWith('server/') && !path.includes('.test.'))
      .flatMap(({ path, text }) => [...text.matchAll(/KONTOR_[A-Z_]+[A-Z]/g)].map(([name]) => `${path} ${name}`));
    expect(named.filter((one) => !known.includes(one.split(' ')[1]!))).toEqual([]);
  });
});

describe('The commands', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'])('in %s are those of package.json', (path) =>
    expect(commandsIn(read(path).text).filter((name) => !(name in scripts))).toEqual([]),
  );
  it('to start and to test stand in the first screen of the README', () =>
    expect(commandsIn(read('README.md').text.split('\n').slice(0, 12).join('\n'))).toEqual(['start', 'test']));
  it('to test is what the continuous check runs', () => {
    const lines = read('.ci/run').text.trim().split('\n');
    expect(lines.at(-1)).toBe('npm test');
  });
});
