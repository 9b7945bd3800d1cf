// The commands that talk to a server, made from the contract's list: nobody writes them by hand.
import { Argument, type Command, Option } from 'commander';
import type { Operation } from '../../contract/operation.ts';
import { isList, kebab, nounOf, pathNames, verbOf } from '../../contract/spelling.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Say } from '../terminal.ts';
import { assembled, checked, fromJson } from './assemble.ts';
import { type Asked, carriedOut } from './call.ts';
import { described } from './described.ts';
import { type Field, fieldsOf, type Typed } from './fields.ts';
import { type Output, outputs } from './print.ts';
import { clientFor, type Here } from './session.ts';

type Given = Record<string, unknown> & {
  output: Output;
  json?: string;
  file?: string;
  preview?: boolean;
  ifVersion?: number;
  yes?: boolean;
  all?: boolean;
  cloud?: string;
  organization?: string;
};

const collected = (text: string, before: readonly string[] = []): string[] => [...before, text];
const placeholder = ({ kind }: Field): string => (kind.is === 'choice' ? kind.choices.map(String).join('|') : kind.is);

function optionsOf(field: Field, say: Say): Option[] {
  const { option, kind, isList, isRequired, isNullable, isPart } = field;
  const remarks = [isRequired && say('help.required'), isList && say('help.repeatable')].filter((one) => one !== false);
  const clearing = new Option(`--clear-${option}`, say(isNullable ? 'help.clear' : 'help.clear_list'));
  const clear = isNullable || isList ? [clearing] : [];
  if (kind.is === 'switch' && !isList) {
    return [new Option(`--${option}`, remarks.join(', ')), new Option(`--no-${option}`, ''), ...clear];
  }
  const main = new Option(`--${option} <${placeholder(field)}>`, remarks.join(', ')).argParser(collected);
  if (isPart && kind.is === 'json') main.hideHelp();
  return [main, ...clear];
}

const typedIn =
  (command: Command) =>
  ({ option }: Field): Typed => {
    const values = command.opts<Given>();
    const found = values[new Option(`--${option} <x>`).attributeName()];
    const isCleared = values[new Option(`--clear-${option}`).attributeName()] === true;
    if (isCleared) return { isCleared };
    if (typeof found === 'boolean') return { isOn: found };
    return Array.isArray(found) ? { texts: found as string[] } : {};
  };

const wholeNumber = (text: string): number => Number.parseInt(text, 10);

/** What every command of one kind takes beside its own fields. */
function commonOptions(operation: Operation, say: Say): Option[] {
  const isCommand = operation.method === 'POST';
  const takesFile = operation.takes !== undefined;
  return [
    ...(takesFile ? [new Option('--file <file|->', say('help.file'))] : []),
    new Option('--output <form>', say('help.output')).choices(outputs).default('table'),
    new Option('--organization <id>', say('help.organization')),
    new Option('--cloud <cloud|origin>', say('help.cloud')),
    new Option('--language <en|ko|zh-CN>', say('help.language')),
    ...(isCommand && !takesFile
      ? [new Option('--json <file|-|json>', say('help.json')), new Option('--preview', say('help.preview'))]
      : []),
    ...(isCommand && !takesFile && operation.path.includes('{')
      ? [new Option('--if-version <number>', say('help.if_version')).argParser(wholeNumber)]
      : []),
    ...(operation.isIrreversible ? [new Option('--yes', say('help.yes'))] : []),
    ...(isList(operation) ? [new Option('--all', say('help.all'))] : []),
  ];
}

const unreadable =
  (say: Say, file: string) =>
  (error: Error): never => {
    throw new Stopped(say('file_unreadable', { file, why: error.message }), exitCodes.usage);
  };
/** The text itself where it begins like an object, else what the file holds. */
const jsonIn = async ({ terminal, say }: Here, named: string): Promise<string> =>
  named.trimStart().startsWith('{') ? named : terminal.read(named).catch(unreadable(say, named));

/** By the ending of its name; a server that takes it looks inside for itself. */
async function fileIn({ terminal, say }: Here, named: string | undefined, takes: readonly string[]): Promise<Blob> {
  if (named === undefined) throw new Stopped(say('missing', { options: '--file' }), exitCodes.usage);
  const bytes = await terminal.bytes(named).catch(unreadable(say, named));
  const ending = /\.(\w+)$/.exec(named)?.[1]?.toLowerCase() ?? '';
  const type = takes.find((one) => one.endsWith(`/${ending}`)) ?? takes.at(-1)!;
  return new Blob([bytes], { type });
}

type Making = { operation: Operation; here: Here };

async function carryOut({ operation, here }: Making, command: Command): Promise<void> {
  const { say } = here;
  const values = command.opts<Given>();
  const names = pathNames(operation.path);
  const isCommand = operation.method === 'POST';
  const schema = isCommand ? operation.body : operation.query;
  const fields = fieldsOf(schema);
  const start = values.json === undefined ? {} : fromJson(await jsonIn(here, values.json), say);
  const facts = checked(schema, assembled({ start, fields, typed: typedIn(command) }, say), { fields, say });
  const asked: Asked = {
    operation,
    path: Object.fromEntries(names.map((name, at) => [name, command.args[at] ?? ''])),
    query: isCommand ? {} : facts,
    body: isCommand ? facts : {},
    output: values.output,
    ...(values.ifVersion !== undefined && { version: values.ifVersion }),
    isPreview: values.preview === true,
    isSure: values.yes === true,
    wantsAll: values.all === true,
    ...(operation.takes && { file: await fileIn(here, values.file, operation.takes) }),
  };
  await carriedOut(here, await clientFor(here, values), asked);
}

function verbCommand(parent: Command, { operation, here }: Making): void {
  const { say } = here;
  const { short, long } = described(operation, here);
  const command = parent
    .command(kebab(verbOf(operation)))
    .summary(short)
    .description(long);
  if (here.language !== 'en') command.addHelpText('after', `\n${say('help.in_english')}`);
  for (const name of pathNames(operation.path)) command.addArgument(new Argument(`<${kebab(name)}>`));
  const schema = operation.method === 'POST' ? operation.body : operation.query;
  for (const option of [
    ...fieldsOf(schema).flatMap((field) => optionsOf(field, say)),
    ...commonOptions(operation, say),
  ]) {
    command.addOption(option);
  }
  command.action(() => carryOut({ operation, here }, command));
}

/** One command per noun, below it one per verb. */
export function addRemoteCommands(program: Command, operations: readonly Operation[], here: Here): void {
  for (const noun of new Set(operations.map(nounOf))) {
    const own = operations.filter((operation) => nounOf(operation) === noun);
    const verbs = own.map((operation) => kebab(verbOf(operation))).join(', ');
    const group = program.command(kebab(noun)).description(verbs);
    if (here.language !== 'en') group.addHelpText('after', `\n${here.say('help.in_english')}`);
    for (const operation of own) verbCommand(group, { operation, here });
  }
}
