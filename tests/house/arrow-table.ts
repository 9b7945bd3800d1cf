// Who may import whom: the one table of the house, quoted by ARCHITECTURE.md, with what each row means for a path.
import { read } from './tree.ts';

/**
 * A row as the page quotes it, the files it speaks of, and the paths they may import: `own/…` is a neighbour in the
 * same room, `lower/…` a capability nearer to the ground. Files of a room import each other unless they stand `alone`.
 */
export type Row = {
  room: string;
  may: string;
  files: RegExp;
  values: RegExp[];
  types?: RegExp[];
  packages?: RegExp;
  alone?: true;
};

const [, order = ''] = /ground first: ([^.]+)\./.exec(read('ARCHITECTURE.md').text) ?? [];
/** Ground first, as the page has it: an import only goes toward the ground. Places are kept for what is to come. */
export const capabilities = order.split(/\s+·\s+/);

const messages = /^messages\//;
const contract = /^contract\//;
const kernel = /^server\/kernel\//;
const clouds = /^server\/clouds\//;
const access = /^server\/access\//;
const platform = /^server\/platform\//;
/** Ground first, as with the capabilities. */
export const platformFolders = ['database', 'settings', 'world', 'work', 'record', 'door', 'wire'];
const identity = /^server\/identity\//;
const pure = /^(temporal-polyfill|node:assert(\/strict)?)$/;

/** In the order in which a file is looked up: the narrower row stands first. */
export const rows: Row[] = [
  { room: '`kernel`', may: 'nothing', files: kernel, values: [], packages: /^(temporal-polyfill|uuid)$/ },
  {
    room: '`messages`',
    may: 'nothing (data; every room but `kernel` and rules may read it)',
    files: messages,
    values: [],
  },
  {
    room: '`contract`',
    may: 'nothing of ours (only the schema library)',
    files: contract,
    values: [],
    packages: /^typebox(\/|$)/,
  },
  { room: '`clouds`', may: '`kernel`', files: clouds, values: [kernel, messages], packages: pure },
  {
    room: '`access`',
    may: '`kernel`, the *types* of `clouds`',
    files: access,
    values: [kernel, messages],
    types: [clouds],
    packages: pure,
  },
  {
    room: '`platform/{database,settings,world,work,record,door,wire}`',
    may: '`kernel`, `clouds`, `access`, `messages`, `contract/{operation,problem}`, folders named before its own',
    files: /^server\/platform\/(database|settings|world|work|record|door|wire)\//,
    values: [kernel, clouds, access, messages, /^contract\/(operation|problem)\.ts$/, /^own\//, /^lower\//],
  },
  {
    room: '`identity/credentials.ts`',
    may: '`platform`, `kernel`',
    files: /^server\/identity\/credentials(\.ts|\/)/,
    alone: true,
    values: [platform, kernel, messages],
  },
  {
    room: '`capabilities/X/state.ts`',
    may: '`kernel`, the *types* of `access`, and the `state.ts` of lower capabilities',
    files: /^server\/(capabilities|identity)\/(\w[\w-]*\/)+(state|refusals)\.ts$/,
    alone: true,
    values: [kernel, messages, /^lower\/([\w-]+\/)?state\.ts$/, /^own\/([\w-]+\/)?(state|refusals)\.ts$/],
    types: [access],
    packages: pure,
  },
  {
    room: '`capabilities/X/rules.ts`',
    may:
      'own `state.ts`, `kernel`, the *types* of `clouds` and `access`, `state.ts` of lower capabilities. ' +
      '**Never** platform, store, contract, clock, random',
    files: /^server\/(capabilities|identity)\/([\w-]+\/)+rules(\.ts|\/)/,
    alone: true,
    values: [
      kernel,
      /^own\/([\w-]+\/)?(state|refusals)\.ts$/,
      /^own\/([\w-]+\/)?rules(\.ts|\/)/,
      /^lower\/([\w-]+\/)?state\.ts$/,
    ],
    types: [clouds, access],
    packages: pure,
  },
  {
    room: 'rest of `capabilities/X`',
    may:
      'the above, `platform`, `access/roles`, own `contract/X`, `offers.ts` and `state.ts` of lower capabilities; ' +
      '`organizations`, `members`, `signups` also `identity/credentials.ts`',
    files: /^server\/capabilities\//,
    values: [
      ...[kernel, messages, platform, /^server\/access\/roles\.ts$/, /^own\//],
      /^lower\/(offers|([\w-]+\/)?state)\.ts$/,
    ],
    types: [clouds, access],
  },
  {
    room: 'rest of `identity`',
    may: [
      '`platform`, `access`, `kernel`, `contract/{identity,operation}`, the *types* of `clouds`',
      '`offers.ts` and `state.ts` of `organizations` and `members`',
    ].join(', '),
    files: identity,
    values: [
      platform,
      access,
      kernel,
      messages,
      identity,
      /^contract\/(identity(\/[\w-]+)?|operation)\.ts$/,
      /^server\/capabilities\/(organizations|members)\/(offers|([\w-]+\/)?state)\.ts$/,
    ],
    types: [clouds],
  },
  {
    room: '`dialects/*`',
    may: '`capabilities/*/{state,routes}`, `identity`, `platform`, `kernel`; never a store, never each other',
    files: /^server\/dialects\//,
    values: [platform, kernel, messages, identity, /^own\//, /^server\/capabilities\/[^/]+\/(state|routes)\.ts$/],
  },
  {
    room: '`workbench`',
    may:
      '`kernel`, `platform`, `identity`, `clouds`, ' +
      '`capabilities/*/{offers,state}` (it builds its world through the door)',
    files: /^server\/workbench\//,
    values: [
      kernel,
      platform,
      identity,
      clouds,
      messages,
      /^server\/capabilities\/[^/]+\/(offers|([\w-]+\/)?state)\.ts$/,
    ],
  },
  {
    room: '`server/*.ts` (the wiring: `main`, `app`, `world`, `rooms`)',
    may: 'everything in `server`, `contract`, `messages`',
    files: /^server\/[^/]+\.ts$/,
    values: [/^server\//, messages, contract],
  },
  {
    room: '`portal`, `cli/remote`',
    may: '`contract`, `messages`',
    files: /^(portal\/|cli\/remote\/)/,
    values: [contract, messages, /^cli\/[^/]+\.ts$/],
  },
  {
    room: '`cli/local`',
    may: '`server/*.ts`, `platform`',
    files: /^cli\/local\//,
    values: [/^server\/[^/]+\.ts$/, platform, messages, /^cli\/[^/]+\.ts$/],
  },
  {
    room: '`tests`, `bench`',
    may: 'anything, each only for its own purpose',
    files: /^(tests|bench)\//,
    values: [/./],
  },
];

/** Rule tests stay as pure as the rules, except that they run for every cloud, with the cast. */
export const ruleTests: Row = {
  room: 'a test of rules',
  may: 'what rules may, the clouds as data, the cast',
  files: /^server\/(capabilities|identity)\/([\w-]+\/)+rules(\/.+)?\.test\.ts$/,
  alone: true,
  values: [
    kernel,
    clouds,
    access,
    /^own\/([\w-]+\/)?(state|refusals|rules)/,
    /^lower\/([\w-]+\/)?state\.ts$/,
    /^tests\/cast\.ts$/,
  ],
};

/** Other tests stand beside what they test and may reach for anything, as `tests` may. */
export const otherTests: Row = {
  room: 'a test',
  may: 'anything, each only for its own purpose',
  files: /\.test\.tsx?$/,
  values: [/./],
};

/** Wiring that is not a room: the commands of package.json, the settings of tools, the entry of the CLI. */
export const wiring: Row = {
  room: 'wiring',
  may: 'anything',
  files: /^(run\/|[^/]+\.ts$|cli\/[^/]+\.ts$)/,
  values: [/./],
};
