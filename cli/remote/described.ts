// What a command does, in the language of the person as far as the portal has words for it, and in the contract's own.
import type { Operation } from '../../contract/operation.ts';
import { nounOf, verbOf } from '../../contract/spelling.ts';
import { messages } from '../../messages/catalogue.ts';
import type { Here } from './session.ts';

/** The words on the portal's button, or of its page of such things. */
function inTheirWords(operation: Operation, { language, say }: Pick<Here, 'language' | 'say'>): string | undefined {
  const texts: Readonly<Record<string, string | undefined>> = messages[language];
  const [noun, verb] = [nounOf(operation), verbOf(operation)];
  const [one, many] = [texts[`noun.${noun}.one`], texts[`noun.${noun}.many`]];
  if (verb === 'list' && many) return say('help.listing', { things: many });
  if (verb === 'see' && one) return say('help.seeing', { thing: one });
  return texts[`command.${operation.name}`];
}

/** In English the summary of the contract says more than a button. */
export function described(operation: Operation, here: Pick<Here, 'language' | 'say'>): { short: string; long: string } {
  const { summary } = operation;
  const words = here.language === 'en' ? undefined : inTheirWords(operation, here);
  return words === undefined ? { short: summary, long: summary } : { short: words, long: `${words}\n${summary}` };
}
