// Writes what was walked as a page of the guide: how long each step took, and how each page looked.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../messages/catalogue.ts';
import { languages } from '../../portal/language.ts';
import type { Clone } from './clone.ts';
import type { Step } from './story.ts';

export type Played = { language: Language; took: readonly number[]; pictures: readonly string[] };
type Report = { folder: string; steps: readonly Step[]; played: readonly Played[]; clone: Clone };

const intro = `# The two-tier story, played

Made by \`npm run walk\`: a fresh clone is started with \`npm start\`, and the people of the story play it in a browser
by what stands on the pages, once in each language; in between the workbench puts everything back. The pictures are
taken on the way, and their time is in the times.
`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const shown = (seconds: number): string => `${seconds.toFixed(1)} s`;

function times({ steps, played }: Report): string[] {
  const heads = ['Step', 'By', ...played.map(({ language }) => languages[language])];
  const lines = steps.map(({ title, by }, at) => row([title, by, ...played.map(({ took }) => shown(took[at]!))]));
  const total = row(['**In all**', '', ...played.map(({ took }) => `**${shown(sum(took))}**`)]);
  return [row(heads), row(heads.map(() => '---')), ...lines, total];
}

function pictures({ played: [first, ...others] }: Report): string[] {
  return first!.pictures.flatMap((name, at) => {
    const links = others.map((one) => `[${languages[one.language]}](images/${one.language}/${one.pictures[at]})`);
    const title = name.replace(/^\d+-|\.jpg$/g, '').replaceAll('-', ' ');
    return ['', `### ${at + 1}. ${title}`, '', `![${title}](images/${first!.language}/${name})`, '', links.join(' · ')];
  });
}

export function writeReport(report: Report): void {
  const { folder, clone } = report;
  const started = `From \`git clone\` to the first answer, packages from the cache of npm where they are in it:
${clone.seconds.toFixed(0)} s (commit ${clone.commit}, Node.js ${process.versions.node}).`;
  const parts = [
    intro,
    '## How long it takes',
    '',
    started,
    '',
    ...times(report),
    '',
    '## How it looks',
    ...pictures(report),
  ];
  writeFileSync(join(folder, 'walk.md'), `${parts.join('\n')}\n`);
}
