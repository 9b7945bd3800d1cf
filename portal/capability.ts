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

/** How one question of a command is asked where the contract alone does not say what can be answered. */
export type Question = {
  label: string;
  value: unknown;
  fault?: string | undefined;
  item?: Item | undefined;
  onAnswer: (value: unknown) => void;
};
export type Command = {
  operation: Operation;
  /** What cannot be taken back asks for the name of the thing. */
  isIrreversible?: boolean;
  /** What its form begins with. */
  begin?(item: Item): Readonly<Record<string, unknown>>;
  /** Fields that nobody is asked for here: the server knows better. */
  unasked?: readonly string[];
  /** Fields that are asked in a way of their own, by the name of the field. */
  questions?: Readonly<Record<string, () => Promise<{ default: ComponentType<Question> }>>>;
  /** Where to go once it is done; else the page stays. */
  leadsTo?(answer: Item): Way;
};
export type Way = { to: string; search?: Readonly<Record<string, string>> };
type Page = () => Promise<{ default: ComponentType }>;

/** What can be listed: rows of one kind, whether each has a page of its own or not. */
export type Listed = {
  /** As in the contract: texts stand under `noun.<name>`, `field.<name>.…`, `command.<name>.…`. */
  name: string;
  icon: LucideIcon;
  of: TObject;
  list: Operation;
  /** What a person calls it: its name, or what tells it from others. */
  title(item: Item, by: { me: Me; say: Say }): string;
  columns: readonly Column[];
  filters?: readonly string[];
  /** Filters that hold until somebody chooses otherwise. */
  defaults?(me: Me): Readonly<Record<string, string>>;
  sorts?: readonly string[];
  isSearchable?: boolean;
  /** What tells its rows apart where they bear no id. */
  keyOf?(item: Item): string;
  /** Where a row leads; a noun leads to its own page. */
  wayOf?(item: Item): Way;
  /** Commands on one thing, by the name they bear in its answer. */
  commands?: Readonly<Record<string, Command>>;
  /** Makes the first one: a command by form, or the path of a journey. */
  create?: { operation: Operation; path?: `/${string}` };
};

export type Noun = Listed & {
  /** The prefix of its ids, so that a pasted id is found. */
  prefix: string;
  path: `/${string}`;
  see: Operation;
  facts: readonly Column[];
  /** What of it waits for somebody here: a filter of its list, each row one click from its command. */
  waiting?: Readonly<Record<string, string>> | ((me: Me) => Readonly<Record<string, string>>);
  /** More about one thing, below its facts. */
  below?: Readonly<Record<string, () => Promise<{ default: ComponentType<{ item: Item }> }>>>;
};

/** A page that the navigation leads to: a list whose rows have no page of their own, or more than one list. */
export type Entry = Pick<Noun, 'name' | 'path' | 'icon' | 'list'>;

export type Capability = {
  nouns: readonly Noun[];
  /** Further pages in the navigation, beside the lists of the nouns; those that are lists are shown as such. */
  entries?: readonly (Entry | (Listed & { path: `/${string}` }))[];
  /** Journeys and other pages inside the frame. */
  pages?: Readonly<Record<`/${string}`, Page>>;
  /** Pages for anyone with a link, before sign-in. */
  openPages?: Readonly<Record<`/${string}`, Page>>;
};
