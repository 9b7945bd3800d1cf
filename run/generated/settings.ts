// Every setting of the server with its kind, its default and its sentence.
import { listedSettings } from '../../server/platform/settings/config.ts';

const row = ({ variable, kind, usual, says, isSecret }: ReturnType<typeof listedSettings>[number]): string => {
  const secret = isSecret ? ` Secret: \`${variable}_FILE\` may name a file instead.` : '';
  return `| \`${variable}\` | ${kind} | ${usual === '' ? '*empty*' : `\`${usual}\``} | ${says}${secret} |`;
};

export const printedSettings = (): string =>
  `${[
    '# Settings',
    [
      'Each is an environment variable, read once at the start; all that is wrong is reported together. Made by',
      '`npm run generate` from `server/platform/settings/config.ts`.',
    ].join('\n'),
    ['| variable | takes | default | says |', '|---|---|---|---|', ...listedSettings().map(row)].join('\n'),
  ].join('\n\n')}\n`;
