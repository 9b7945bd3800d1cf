// What the portal must know of a kind of thing to list it, show it and command it: data, no code of its own.
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { TObject } from 'typebox';
import type { Me } from '../contract/identity.ts';
import type { Operation } from '../contract/operation.ts';
import type { Say } from './parts/say.ts';

/** A thing as it came from the server. */
export type Item = {
  id: string;
  status: string;
  version: number;
  commands?: readonly string[] | Readonly<Record<string, { allowed: boolean; why?: string; because?: Reason[] }>>;
} & Readonly<Record<string, unknown>>;
export type Reason = { code: string; rule?: string; says: string; mend: string };

/** A fact that is reckoned from others, shown by the kind of the field it imitates. */
export type Reckoned = { name: string; like: string; value(item: Item, me: Me): unknown };
export type Column = string | Reckoned;

export type Command = {
  operation: Operation;
  /** What cannot be taken back asks for the name of the thing. */
  isIrreversible?: boolean;
};
type Page = () => Promise<{ default: ComponentType }>;

export type Noun = {
  /** As in the contract: texts stand under `noun.<name>`, `field.<name>.…`, `command.<name>.…`. */
  name: string;
  /** The prefix of its ids, so that a pasted id is found. */
  prefix: string;
  path: `/${string}`;
  icon: LucideIcon;
  of: TObject;
  list: Operation;
  see: Operation;
  /** What a person calls it: its name, or what tells it from others. */
  title(item: Item, by: { me: Me; say: Say }): string;
  columns: readonly Column[];
  facts: readonly Column[];
  filters?: readonly string[];
  sorts?: readonly string[];
  isSearchable?: boolean;
  /** Commands on one thing, by the name they bear in its answer. */
  commands?: Readonly<Record<string, Command>>;
  /** Makes the first one: a command by form, or the path of a journey. */
  create?: { operation: Operation; path?: `/${string}` };
  /** What of it waits for somebody here: a filter of its list, each row one click from its command. */
  waiting?: Readonly<Record<string, string>>;
  /** More about one thing, below its facts. */
  below?: Readonly<Record<string, () => Promise<{ default: ComponentType<{ item: Item }> }>>>;
};

export type Capability = {
  nouns: readonly Noun[];
  /** Journeys and other pages inside the frame. */
  pages?: Readonly<Record<`/${string}`, Page>>;
  /** Pages for anyone with a link, before sign-in. */
  openPages?: Readonly<Record<`/${string}`, Page>>;
};
