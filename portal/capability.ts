// What the portal must know of a kind of thing to list it, show it and command it: data, no code of its own.
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Static, TObject } from 'typebox';
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
/** The same thing with the fields of its kind, as the server promises them. */
export const shapedAs = <const S extends TObject>(_kind: S, item: Item) => item as unknown as Static<S>;
export type Reason = { code: string; rule?: string; says: string; mend: string };

/** A fact that is reckoned from others, shown by the kind of the field it imitates. */
export type Reckoned = { name: string; like: string; value(item: Item, me: Me): unknown };
export type Column = string | Reckoned;

export type Option = { value: string; label: string; about?: string };
type By = { me: Me; say: Say; item: Item | undefined };
/** Where the possible answers to a question are read, when the contract does not list them. */
export type Choices = {
  operation: Operation;
  /** Not asked for by who could never see it; the question goes away with its answers. */
  isForWhoMay?: boolean;
  path?(by: By): Readonly<Record<string, string>>;
  query?(by: By): Readonly<Record<string, string>>;
  of(answer: never, by: By): readonly Option[];
};
export type Command = {
  operation: Operation;
  /** What cannot be taken back asks for the name of the thing. */
  isIrreversible?: boolean;
  /** What the form holds at first, where a thing is changed. */
  start?(item: Item): Readonly<Record<string, unknown>>;
  /** By the name of the question. */
  choices?: Readonly<Record<string, Choices>>;
  /** Questions of the body that are not asked here. */
  leaves?: readonly string[];
  /** What the path names beside the id of the thing, asked before the rest. */
  asksPath?: readonly string[];
  /** Fields that are asked in a way of their own, by the name of the field. */
  questions?: Readonly<Record<string, () => Promise<{ default: ComponentType<Question> }>>>;
  /** Where to go once it is done; else the page stays. */
  leadsTo?(answer: Item): Way;
};
/** How one question of a command is asked where neither the contract nor a list says what can be answered. */
export type Question = {
  label: string;
  value: unknown;
  fault?: string | undefined;
  onAnswer: (value: unknown) => void;
};
export type Way = { to: string; search?: Readonly<Record<string, string>> };
/**
 * Parts of the navigation, by the question they answer: with whom, what is ordered, what can be sold at which price,
 * what happened; then one's own settings, what only the operator has, what only a demo has. `work` stands above them.
 */
export const groups = [
  'work',
  'program',
  'relations',
  'sales',
  'catalogue',
  'records',
  'settings',
  'workbench',
] as const;
export type Group = (typeof groups)[number];
/** For whom something is meant, by what the server tells of them: their sides, and the features of the cloud. */
export type Standing = { sides: readonly string[]; cloud: { features: readonly string[] } };
/** How the caller's organization can stand to a thing, as the server tells it. */
export type Side = 'partner' | 'seller' | 'provider' | 'reseller' | 'customer' | 'operator';
type Page = () => Promise<{ default: ComponentType }>;
export type Tab = {
  /** Shown to whom this operation is allowed. */
  operation: Operation;
  page: () => Promise<{ default: ComponentType<{ item: Item }> }>;
};

/** Makes one by form, or by the journey at a path. */
export type Making = Command & { path?: `/${string}`; isOffered?(standing: Standing): boolean };

/** What can be listed: rows of one kind, whether each has a page of its own or not. */
export type Listed = {
  /** As in the contract: texts stand under `noun.<name>`, `field.<name>.…`, `command.<name>.…`. */
  name: string;
  icon: LucideIcon;
  /** Beside the first page, above the named parts, where nothing is said. */
  group?: Group;
  of: TObject;
  list: Operation;
  /** What a person calls it: its name, or what tells it from others. */
  title(item: Item, by: { me: Me; say: Say }): string;
  columns: readonly Column[];
  /** Of a list in which whoever runs the cloud sees those of all partners: what tells them apart, first of all. */
  columnsForOperator?: readonly Column[];
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
  create?: Making;
  /** What its list always asks for, beside the filters. */
  only?: Readonly<Record<string, string>>;
  /** Where the possible values of a filter are read, when the contract does not list them. */
  filterChoices?: Readonly<Record<string, Choices>>;
  /** Other ways to make one. */
  createAlso?: Making | readonly Making[];
  /** What its export writes where that is not the list as it stands: a table of plain columns. */
  exported?: Operation;
  /** The navigation offers the list only to whom this operation is allowed, too. */
  offeredTo?: Operation;
};

export type Noun = Listed & {
  /** The prefix of its ids, so that a pasted id is found. */
  prefix: string;
  path: `/${string}`;
  see: Operation;
  facts: readonly Column[];
  /** Only for organizations that stand at one of these sides. */
  sides?: readonly Side[];
  /** Shows the list in another way than as rows. */
  listPage?: Page;
  /** Views of one thing beside its facts; the words stand under `tab.<name>`. */
  tabs?: Readonly<Record<string, Tab>>;
  /** What of it waits for somebody here: a filter of its list, each row one click from its command. */
  waiting?: Readonly<Record<string, string>> | ((me: Me) => Readonly<Record<string, string>>);
  /** It waits only for whom this operation is allowed. */
  waitsFor?: Operation;
  /** More about one thing, below its facts. */
  below?: Readonly<Record<string, () => Promise<{ default: ComponentType<{ item: Item }> }>>>;
};

/** A page in the navigation that is no list of things; its title stands under `page.<name>`. */
export type Entry = {
  name: string;
  path: `/${string}`;
  icon: LucideIcon;
  group: Group;
  /** Shown to whom this operation is allowed; to everybody where none is named. */
  operation?: Operation;
  sides?: readonly Side[];
  isOffered?(standing: Standing): boolean;
  /** Only where the workbench is on. */
  isOfWorkbench?: boolean;
  /** Before the lists of its part. */
  isFirst?: boolean;
};

export type Capability = {
  nouns: readonly Noun[];
  /** Lists with a page in the navigation whose rows have none of their own. */
  lists?: readonly (Listed & { path: `/${string}` })[];
  entries?: readonly Entry[];
  /** Journeys and other pages inside the frame. */
  pages?: Readonly<Record<`/${string}`, Page>>;
  /** Pages for anyone with a link, before sign-in. */
  openPages?: Readonly<Record<`/${string}`, Page>>;
};
