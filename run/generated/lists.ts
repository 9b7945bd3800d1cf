// Lists that name every file of a folder, for code that must import them by name: texts, and rows of the policy.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const filesIn = (folder: string): string[] =>
  readdirSync(fileURLToPath(new URL(`../../${folder}`, import.meta.url))).toSorted((one, other) =>
    one < other ? -1 : 1,
  );
const inCamel = (text: string): string => text.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const withoutEnding = (file: string): string => file.replace(/\.\w+$/, '');
const made = 'made by `npm run generate` from what lies there';

const languages = ['en', 'ko', 'zh-CN'];
const nameOf = (language: string, file: string): string => inCamel(`${language.slice(0, 2)}-${withoutEnding(file)}`);
function texts(): string {
  const files = languages.map((language) => [language, filesIn(`messages/${language}`)] as const);
  const imports = files.flatMap(([language, all]) =>
    all.map((file) => `import ${nameOf(language, file)} from './${language}/${file}' with { type: 'json' };`),
  );
  const listed = files.map(([language, all]) => {
    const key = language.includes('-') ? `'${language}'` : language;
    return `  ${key}: [\n${all.map((file) => `    ${nameOf(language, file)},\n`).join('')}  ],\n`;
  });
  const all = `export const files = {\n${listed.join('')}};`;
  return `// Every file of texts, by language: ${made}.\n${imports.join('\n')}\n\n${all}\n`;
}

function rows(): string {
  const names = filesIn('server/access/rows').map(withoutEnding);
  const imports = names.map((name) => `import { ${inCamel(name)} } from './rows/${name}.ts';`);
  const spread = names.map((name) => `  ...${inCamel(name)},\n`).join('');
  const all = `export const rows = {\n${spread}} as const;`;
  return `// Who may do what, all rooms together: ${made}.\n${imports.join('\n')}\n\n${all}\n`;
}

/** By path from the root. */
export const lists = (): Record<string, string> => ({ 'messages/files.ts': texts(), 'server/access/rows.ts': rows() });
