// Completes words: scripts for three shells that ask `kontor complete`, and what it answers.
import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** Each asks with the words typed so far, the last one possibly empty. */
const scripts: Record<Shell, string> = {
  bash: `_kontor() {
  local IFS=$'\\n'
  COMPREPLY=($(kontor complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _kontor kontor`,
  zsh: `#compdef kontor
_kontor() {
  local -a found
  found=("\${(@f)$(kontor complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a found
}
compdef _kontor kontor`,
  fish: `function __kontor
  set -l words (commandline -opc) (commandline -ct)
  kontor complete -- $words[2..-1] 2>/dev/null
end
complete -c kontor -f -a '(__kontor)'`,
};
export const scriptFor = (shell: Shell): string => scripts[shell];

const childNamed = (command: Command, word: string): Command | undefined =>
  command.commands.find((child) => child.name() === word);

const optionNamed = (command: Command, word: string | undefined): Option | undefined =>
  command.options.find(({ long }) => long === word);

/** Words that stand for something else which is typed there. */
const placeholders = new Set(['cloud', 'origin', 'file', 'json', '-']);
/** Values between bars in the name of an option: `--output <table|json>`. */
const valuesOf = ({ argChoices, flags }: Option): readonly string[] =>
  argChoices ?? (/<([^>]+\|[^>]+)>/.exec(flags)?.[1]?.split('|') ?? []).filter((one) => !placeholders.has(one));

/** What may stand where the last word is begun. */
export function candidates(program: Command, words: readonly string[]): string[] {
  const begun = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  let command = program;
  for (const word of before) command = childNamed(command, word) ?? command;
  const asked = optionNamed(command, before.at(-1));
  const wantsValue = asked !== undefined && (asked.required || asked.optional);
  const all = wantsValue
    ? valuesOf(asked)
    : [
        ...command.commands.filter((child) => child.name() !== 'complete').map((child) => child.name()),
        ...command.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []),
      ];
  const isOption = begun.startsWith('-');
  return all.filter((one) => one.startsWith(begun) && (isOption || wantsValue || !one.startsWith('-')));
}
