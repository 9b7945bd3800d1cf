// Carries out one operation: reads, previews, asks before what cannot be taken back, and prints what came of it.
import { randomUUID } from 'node:crypto';
import type { Client } from '../../contract/client.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Preview } from '../../contract/preview.ts';
import { isList, kebab, nounOf, verbOf } from '../../contract/spelling.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Say } from '../terminal.ts';
import { foretold } from './foretell.ts';
import { asCsv, itemsOf, type Output, printAnswer } from './print.ts';
import type { Here } from './session.ts';

export type Asked = {
  operation: Operation;
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: Readonly<Record<string, unknown>>;
  output: Output;
  version?: number;
  isPreview?: boolean;
  isSure?: boolean;
  wantsAll?: boolean;
  /** Of an operation that takes one. */
  file?: Blob;
};
type Loose = Parameters<Client['call']>[1];

const given = ({ path, query, body, version, file }: Asked) => ({
  ...(file && { file }),
  path,
  query,
  body,
  ...(version !== undefined && { version }),
});

export async function carriedOut(here: Here, client: Client, asked: Asked): Promise<void> {
  const { operation, output } = asked;
  const { terminal, say } = here;
  if (operation.method === 'POST') return commanded(here, client, asked);
  if (asked.wantsAll && isList(operation)) return everyPage(here, client, asked);
  const answer = await client.call(operation, given(asked) as Loose);
  if (operation.givesFile) terminal.print(String(answer).trimEnd());
  else printAnswer(answer, { output, terminal, say });
}

async function commanded(here: Here, client: Client, asked: Asked): Promise<void> {
  const { operation, output, isPreview } = asked;
  const { terminal, say } = here;
  if (isPreview) return printPreview(here, asked, await client.preview(operation, given(asked) as Loose));
  const previewToken = operation.isIrreversible && !asked.isSure ? await agreed(here, client, asked) : undefined;
  const once = { once: randomUUID(), ...(previewToken !== undefined && { previewToken }) };
  const answer = await client.call(operation, { ...given(asked), ...once } as Loose);
  printAnswer(answer, { output, terminal, say });
}

function printPreview({ terminal, say }: Here, { output }: Asked, preview: Preview): void {
  terminal.print(output === 'table' ? foretold(preview, say) : JSON.stringify(preview, null, 2));
  if (preview.would.refusals.length > 0) throw new Stopped('', exitCodes.refused);
}

const isYes = (answer: string, say: Say): boolean =>
  ['y', 'yes', ...say('confirm.yes').split(' ')].includes(answer.trim().toLowerCase());

/** The preview is shown first; its token refuses if the outcome is another one by the time of the answer. */
async function agreed({ terminal, say }: Here, client: Client, asked: Asked): Promise<string | undefined> {
  const { operation } = asked;
  if (!terminal.ask) throw new Stopped(say('confirm.nobody'), exitCodes.usage);
  const preview = await client.preview(operation, given(asked) as Loose);
  terminal.tell(foretold(preview, say));
  if (preview.would.refusals.length > 0) throw new Stopped('', exitCodes.refused);
  const verb = `${kebab(nounOf(operation))} ${kebab(verbOf(operation))}`;
  const answer = await terminal.ask(say('confirm.question', { verb }));
  if (!isYes(answer, say)) throw new Stopped(say('confirm.declined'), exitCodes.declined);
  return preview.token;
}

const pageRows = 500;
async function* pages(client: Client, asked: Asked): AsyncGenerator<{ items: Record<string, unknown>[] }> {
  let after = asked.query.after;
  do {
    const query = { limit: pageRows, ...asked.query, ...(after !== undefined && { after }) };
    const page = (await client.call(asked.operation, { ...given(asked), query } as Loose)) as {
      items: Record<string, unknown>[];
      next?: string | null;
    };
    yield page;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** A page at a time where the form allows it, so that a long list costs no memory. */
async function everyPage(here: Here, client: Client, asked: Asked): Promise<void> {
  const { terminal, say } = here;
  const { output } = asked;
  const kept: Record<string, unknown>[] = [];
  let columns: string[] | undefined;
  for await (const page of pages(client, asked)) {
    const rows = (itemsOf(page) ?? []).map(({ commands: _commands, ...row }) => row);
    if (output === 'ndjson') for (const row of rows) terminal.print(JSON.stringify(row));
    else if (output === 'csv' && rows.length > 0) {
      terminal.print(asCsv(rows, columns ?? Object.keys(rows[0]!), columns === undefined));
      columns ??= Object.keys(rows[0]!);
    } else kept.push(...rows);
  }
  if (output === 'json' || output === 'table') printAnswer({ items: kept, next: null }, { output, terminal, say });
}
