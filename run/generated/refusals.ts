// Every refusal with its status, its rule and its texts, by room.
import { languages, messages } from '../../messages/catalogue.ts';
import { statusOf } from '../../server/platform/world/problem.ts';
import type { Declared } from './tree.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function textsOf(code: string): string[] {
  return languages.map((language) => {
    const [says = '', mend = ''] = ['says', 'mend'].map((part) => messages[language][`refusal.${code}.${part}`]);
    return `${cell(says)}<br>*${cell(mend)}*`;
  });
}

const table = ({ refusals }: Declared): string =>
  [
    `| code | status | rule | ${languages.join(' | ')} |`,
    `|---|---|---|${languages.map(() => '---|').join('')}`,
    ...Object.entries(refusals).map(
      ([code, { kind, rule }]) => `| \`${code}\` | ${statusOf[kind]} | ${rule ?? ''} | ${textsOf(code).join(' | ')} |`,
    ),
  ].join('\n');

/** A room may declare its refusals in several files; they stand under one heading. */
export function printedRefusals(declared: readonly Declared[]): string {
  const rooms = [...new Set(declared.map(({ room }) => room))];
  const sections = rooms.flatMap((room) => {
    const refusals = Object.assign({}, ...declared.filter((one) => one.room === room).map((one) => one.refusals));
    return [`## ${room}`, table({ room, path: '', refusals })];
  });
  const head = [
    '# Refusals',
    [
      'What stands in the way, and how to mend it. The `code` is for programs and never changes with the language;',
      'several obstacles may come at once (`also`). Made by `npm run generate` from the tables of the rooms and',
      '`messages/`.',
    ].join('\n'),
  ];
  return `${[...head, ...sections].join('\n\n')}\n`;
}
