// What a mail looks like: subject and text in the recipient's language, and the same text as simple HTML.
import { type Language, languageOf } from '../../../../messages/catalogue.ts';
import { say } from '../../../platform/world/problem.ts';
import type { Mail } from '../../../platform/world/world.ts';

export type Rendered = { language: Language; subject: string; text: string; html: string };
/** The end of a mail to an organization: where its log stands, signed. */
export type Proof = { index: number; signed: string };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => escapes[letter]!);
const address = /https?:\/\/[^\s<>"']+/g;

/** Every address becomes a link; nothing else of the text is taken for markup. */
const linked = (text: string): string => {
  let html = '';
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const url = escaped(found);
    html += `${escaped(text.slice(from, index))}<a href="${url}">${url}</a>`;
    from = index + found.length;
  }
  return html + escaped(text.slice(from));
};
const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

export function render({ language: wanted, key, values }: Mail, proof: Proof | undefined): Rendered {
  const language = languageOf(wanted);
  // A line break in a value must not end the subject.
  const subject = say(language, `${key}.subject`, values).replaceAll(/\s+/g, ' ').trim();
  const text = say(language, `${key}.text`, values);
  const ending = proof && say(language, 'notices.proof', { index: String(proof.index) });
  const body = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(subject)}</title>
<body style="font-family:sans-serif;line-height:1.5;max-width:40rem">
${paragraphs(text)}`;
  if (!proof || !ending) return { language, subject, text: `${text}\n`, html: `${body}\n</body></html>` };
  const small = 'color:#666;font-size:.8rem;overflow-wrap:anywhere';
  return {
    ...{ language, subject, text: `${text}\n\n-- \n${ending}\n${proof.signed}\n` },
    html: `${body}\n<hr><p style="${small}">${escaped(ending)}<br><code>${proof.signed}</code></p>\n</body></html>`,
  };
}
