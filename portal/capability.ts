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

export type Option = { value: string; label: string; about?: string };
type By = { me: Me; say: Say; item: Item | undefined };
/** Where the possible answers to a question are read, when the contract does not list them. */
export type Choices = {
  operation: Operation;
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
};
/** Parts of the navigation: daily work, one's own settings, what only the operator has. */
export const groups = ['work', 'settings', 'program'] as const;
export type Group = (typeof groups)[number];
/** For whom something is meant, by what the server tells of them: their sides, and the features of the cloud. */
export type Standing = { sides: readonly string[]; cloud: { features: readonly string[] } };
/** How the caller's organization can stand to a thing, as the server tells it. */
export type Side = 'partner' | 'provider' | 'reseller' | 'customer' | 'operator';
type Page = () => Promise<{ default: ComponentType }>;
export type Tab = {
  /** Shown to whom this operation is allowed. */
  operation: Operation;
  page: () => Promise<{ default: ComponentType<{ item: Item }> }>;
};

export type Noun = {
  /** As in the contract: texts stand under `noun.<name>`, `field.<name>.…`, `command.<name>.…`. */
  name: string;
  /** The prefix of its ids, so that a pasted id is found. */
  prefix: string;
  path: `/${string}`;
  icon: LucideIcon;
  /** Daily work, where nothing is said. */
  group?: Group;
  /** Only for organizations that stand at one of these sides. */
  sides?: readonly Side[];
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
  create?: Command & { path?: `/${string}`; isOffered?(standing: Standing): boolean };
  /** What its list always asks for, beside the filters. */
  only?: Readonly<Record<string, string>>;
  /** Where the possible values of a filter are read, when the contract does not list them. */
  filterChoices?: Readonly<Record<string, Choices>>;
  /** What of it waits for somebody here: a filter of its list, each row one click from its command. */
  waiting?: Readonly<Record<string, string>>;
  /** Shows the list in another way than as rows. */
  listPage?: Page;
  /** Views of one thing beside its facts; the words stand under `tab.<name>`. */
  tabs?: Readonly<Record<string, Tab>>;
  /** More about one thing, below its facts. */
  below?: Readonly<Record<string, () => Promise<{ default: ComponentType<{ item: Item }> }>>>;
};

/** A page in the navigation that is no list of things; its title stands under `page.<name>`. */
export type Entry = {
  name: string;
  path: `/${string}`;
  icon: LucideIcon;
  group: Group;
  /** Shown to whom this operation is allowed. */
  operation: Operation;
  sides?: readonly Side[];
  isOffered?(standing: Standing): boolean;
};

export type Capability = {
  nouns: readonly Noun[];
  entries?: readonly Entry[];
  /** Journeys and other pages inside the frame. */
  pages?: Readonly<Record<`/${string}`, Page>>;
  /** Pages for anyone with a link, before sign-in. */
  openPages?: Readonly<Record<`/${string}`, Page>>;
};
