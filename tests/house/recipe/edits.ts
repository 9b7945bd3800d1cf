// What is edited beside the files of the recipe: lists that name every capability, and the six places of a command.

/** A line of a file, and what stands there once the edit is made. */
export type Edit = readonly [path: string, line: string, becomes: string];

const listed = (path: string, imported: string, [entered, before]: readonly [string, string]): Edit[] => [
  [path, '\nimport ', `\n${imported}\nimport `],
  [path, `\n  ${before},\n`, `\n  ${entered},\n  ${before},\n`],
];
/** Three lists, and its place in the order that the page keeps. */
export const ofCapability: readonly Edit[] = [
  ...listed('contract/list.ts', "import { operations as memos } from './memos.ts';", ['...memos', '...merges']),
  ...listed('server/rooms.ts', "import { room as memos } from './capabilities/memos/room.ts';", ['memos', 'identity']),
  ...listed('portal/capabilities.ts', "import { memos } from './pages/memos/memos.ts';", ['memos', 'webhooks']),
  ['ARCHITECTURE.md', '· webhooks.', '· webhooks · memos.'],
];

const room = 'server/capabilities/memos';
const operation = `export const reopenMemo = command({
  name: 'memo.reopen',
  path: '/api/v1/memos/{id}/reopen',
  summary: 'Open a memo again.',
  body: body({}),
  answer: shown(Memo),
});
`;
const rule = `
export const reopen = (memo: In<Memo, 'closed'>): Decision<Memo> =>
  decided({ ...memo, status: 'open' }, 'memo.reopened');
`;
const row = "  reopen: { from: ['closed'], to: ['open'], emits: ['memo.reopened'] },";
const change =
  "const reopening = change({ thing: memos, command: 'reopen', given: () => ({}), rule: rules.reopen });\n";
const test = `
it('A memo is reopened', () => {
  const between = { organization: 'daram', text: 'Call Miru', createdAt: new Date(0) };
  const closed = { id: 'mmo_1', version: 2, status: 'closed', ...between } as const;
  expect(reopen(closed)).toMatchObject({ next: { status: 'open' }, events: ['memo.reopened'] });
});
`;
/** A command for a noun that is there: contract, policy, life cycle, rule, change with its route, test of the rule. */
export const ofCommand: readonly (readonly Edit[])[] = [
  [
    ['contract/memos.ts', '\nexport const operations', `\n${operation}\nexport const operations`],
    ['contract/memos.ts', 'closeMemo];', 'closeMemo, reopenMemo];'],
  ],
  [['server/access/rows/memos.ts', "  'memo.see'", "  'memo.reopen': ['globalAdmin@organization'],\n  'memo.see'"]],
  [[`${room}/state.ts`, "['memo.closed'] },", `['memo.closed'] },\n${row}`]],
  [[`${room}/rules.ts`, '\nexport const close', `${rule}\nexport const close`]],
  [
    [`${room}/commands.ts`, '\nexport const commands', `${change}\nexport const commands`],
    [`${room}/commands.ts`, 'alone(closing)),', 'alone(closing)),\n  doing(contract.reopenMemo, alone(reopening)),'],
  ],
  [
    [`${room}/rules.test.ts`, 'import { write }', 'import { reopen, write }'],
    [`${room}/rules.test.ts`, "\nit('A memo says something'", `${test}\nit('A memo says something'`],
  ],
];
const said = {
  en: ['Memo reopened', 'Reopen', 'The memo is open again.'],
  ko: ['메모 다시 열림', '다시 열기', '메모를 다시 열었습니다.'],
  'zh-CN': ['备忘录已重新打开', '重新打开', '备忘录已重新打开。'],
} as const;
/** Then its words, in every language. */
export const words: readonly Edit[] = Object.entries(said).map(([language, [event, button, done]]) => [
  `messages/${language}/memos.json`,
  '{',
  `{\n"event.memo.reopened":"${event}","command.memo.reopen":"${button}","command.memo.reopen.done":"${done}",`,
]);
