// Words complete: nouns, verbs, options and their values; the scripts hold in the shells that are there.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operations } from '../../contract/list.ts';
import { kebab, nounOf } from '../../contract/spelling.ts';
import { makeProgram } from '../program.ts';
import { candidates, scriptFor, shells } from './completion.ts';
import { hereAt } from './session.ts';

const here = hereAt(
  {
    print: () => undefined,
    tell: () => undefined,
    columns: 80,
    environment: { KONTOR_CONFIG: '/nonexistent/kontor' },
    fetch,
    read: async () => '',
    bytes: async () => new Uint8Array(),
  },
  'en',
);
const program = makeProgram(operations, here);
const completed = (...words: string[]) => candidates(program, words);

describe('Completion', () => {
  it('knows every noun, and the commands written by hand', () => {
    const found = completed('');
    for (const operation of operations) expect(found).toContain(kebab(nounOf(operation)));
    expect(found).toContain('login');
    expect(found).not.toContain('complete');
    expect(new Set(found).size).toBe(found.length);
  });
  it('goes on from what was begun', () => expect(completed('partnership-inv')).toEqual(['partnership-invitation']));
  it('knows the verbs of a noun', () => expect(completed('partnership', '')).toEqual(['list', 'see']));
  it('knows options once they are begun', () => {
    expect(completed('partnership-invitation', 'create', '--re')).toEqual(['--reusable']);
    expect(completed('partnership-invitation', 'create', '')).toEqual([]);
  });
  it('knows the values of an option', () => {
    expect(completed('partnership', 'list', '--output', '')).toEqual(['table', 'json', 'csv', 'ndjson']);
    expect(completed('partnership-invitation', 'list', '--status', 'o')).toEqual(['open']);
  });
});

describe('The scripts', () => {
  it.each(shells)('for %s ask this command line', (shell) => expect(scriptFor(shell)).toContain('kontor complete -- '));
  it('for bash completes a word', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-completion-'));
    try {
      writeFileSync(join(folder, 'kontor'), '#!/bin/sh\nprintf "%s\\n" "$#" "$4"\n', { mode: 0o755 });
      const ask = 'COMP_WORDS=(kontor partnership li); COMP_CWORD=2; _kontor; IFS="|"; echo "$'.concat(
        '{COMPREPLY[*]}"',
      );
      const { stdout } = spawnSync('bash', ['-c', `${scriptFor('bash')}\n${ask}`], {
        env: { PATH: `${folder}:${process.env.PATH}` },
        encoding: 'utf8',
      });
      expect(stdout).toBe('4|li\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
