// One command for many chosen rows: each row is previewed, then done, and each says how it ended.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Preview } from '../../contract/client.ts';
import { client, isLost, problemOf, queries } from '../api.ts';
import type { Command, Item, Listed } from '../capability.ts';
import { Dialog } from './dialog.tsx';
import type { Selection } from './listing.ts';
import { announce } from './live.tsx';
import { useSay } from './say.ts';
import { shapesOf } from './shape.ts';
import { useTitle } from './title.ts';

type Result = { outcome: 'possible' | 'impossible' | 'done' | 'failed'; says?: string; token?: string; once: string };
type Results = ReadonlyMap<string, Result>;
type Given = { noun: Listed; command: Command; selection: Selection; onClose: () => void };

const asked = (item: Item) => ({ path: { id: item.id }, body: {}, version: item.version });

async function foresee({ operation }: Command, item: Item): Promise<Result> {
  const once = crypto.randomUUID();
  const { would, token }: Preview = await client.preview(operation, asked(item) as never);
  const [refusal] = would.refusals;
  if (refusal) return { outcome: 'impossible', says: `${refusal.says} ${refusal.mend}`, once };
  return { outcome: 'possible', once, ...(token !== undefined && { token }) };
}

async function act({ operation }: Command, item: Item, before: Result): Promise<Result> {
  const { once, token } = before;
  await client.call(operation, { ...asked(item), once, ...(token && { previewToken: token }) } as never);
  return { outcome: 'done', once };
}

/** One row after the other: their order is the one that is seen, and a lost connection stops the rest. */
function useBulk({ command, selection }: Given, lost: string) {
  const [results, setResults] = useState<Results>(new Map());
  const [isBusy, setIsBusy] = useState(false);
  const items = [...selection.chosen.values()];
  const run = async (each: (item: Item, before: Result | undefined) => Promise<Result>) => {
    setIsBusy(true);
    for (const item of items) {
      const before = results.get(item.id);
      let hasStopped = false;
      const result = await each(item, before).catch((error: unknown): Result => {
        hasStopped = isLost(error);
        const says = hasStopped ? lost : problemOf(error)?.detail;
        const outcome = hasStopped && before ? before.outcome : 'failed';
        return { ...before, outcome, once: before?.once ?? crypto.randomUUID(), ...(says && { says }) };
      });
      setResults((so) => new Map(so).set(item.id, result));
      if (hasStopped) break;
    }
    setIsBusy(false);
  };
  const look = () => run((item) => foresee(command, item));
  const confirm = async () => {
    await run(async (item, before) => (before?.outcome === 'possible' ? act(command, item, before) : before!));
    await queries.invalidateQueries();
  };
  return { items, results, isBusy, look, confirm };
}

function BulkRows({ noun, items, results }: { noun: Listed; items: readonly Item[]; results: Results }) {
  const say = useSay();
  const title = useTitle();
  return (
    <ul className="bulk">
      {items.map((item) => {
        const { outcome = 'unknown', says } = results.get(item.id) ?? {};
        return (
          <li key={item.id}>
            <span>{title(noun, item)}</span>
            <span className={`bulk-${outcome}`}>{say(`portal.bulk.${outcome}`)}</span>
            {says && <span className="small">{says}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function BulkDialog(given: Given) {
  const { noun, command, onClose } = given;
  const say = useSay();
  const { items, results, isBusy, look, confirm } = useBulk(given, say('portal.lost.says'));
  const outcomes = [...results.values()].map(({ outcome }) => outcome);
  const possible = outcomes.filter((one) => one === 'possible').length;
  const isDone = outcomes.includes('done') && possible === 0;
  const verb = say(`command.${command.operation.name}`);
  const finish = () => {
    if (isDone) {
      announce(say('portal.bulk.ended', { count: items.length }));
      given.selection.clear();
    }
    onClose();
  };
  return (
    <Dialog title={say('portal.bulk.title', { verb, count: items.length })} onClose={finish} isWide>
      <BulkRows noun={noun} items={items} results={results} />
      <div className="dialog-foot">
        <Button variant="default" onClick={finish}>
          {say(isDone ? 'portal.close' : 'portal.cancel')}
        </Button>
        {results.size === 0 && (
          <Button loading={isBusy} onClick={() => void look()}>
            {say('portal.preview.look')}
          </Button>
        )}
        {results.size > 0 && !isDone && (
          <Button loading={isBusy} disabled={possible === 0} onClick={() => void confirm()}>
            {say('portal.bulk.confirm', { verb, count: possible })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

/** The commands that role and status allow for every chosen row, and that ask nothing. */
export function BulkBar({ noun, selection }: { noun: Listed; selection: Selection }) {
  const say = useSay();
  const [name, setName] = useState<string>();
  const items = [...selection.chosen.values()];
  if (items.length === 0) return null;
  const allows = (item: Item, one: string) => Array.isArray(item.commands) && item.commands.includes(one);
  const offered = Object.entries(noun.commands ?? {}).filter(
    ([one, { operation }]) => shapesOf(operation.body).length === 0 && items.every((item) => allows(item, one)),
  );
  const command = name === undefined ? undefined : noun.commands?.[name];
  return (
    <section className="bulk-bar" aria-label={say('portal.bulk.bar')}>
      <span>{say('portal.chosen', { count: items.length })}</span>
      {offered.map(([one, { operation }]) => (
        <Button key={one} size="sm" onClick={() => setName(one)}>
          {say(`command.${operation.name}`)}
        </Button>
      ))}
      {offered.length === 0 && <span className="small">{say('portal.bulk.none')}</span>}
      <Button variant="default" size="sm" onClick={selection.clear}>
        {say('portal.clearChoice')}
      </Button>
      {name !== undefined && command && (
        <BulkDialog noun={noun} command={command} selection={selection} onClose={() => setName(undefined)} />
      )}
    </section>
  );
}
