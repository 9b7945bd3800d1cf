// How the portal is bundled for the browser, and served while it is being written (`npx vite`).
import { IntlMessageFormat } from 'intl-messageformat';
import presetMantine from 'postcss-preset-mantine';
import simpleVariables from 'postcss-simple-vars';
import { defineConfig, type Plugin } from 'vite';
import { isOwnText } from './portal/texts/own.ts';
import { plainContract } from './run/plain-contract.mjs';

const server = process.env.KONTOR_ORIGIN ?? 'http://localhost:4800';

// The places where Mantine's own styles break; its mixins need them by these names.
const breakpoints = {
  'mantine-breakpoint-xs': '36em',
  'mantine-breakpoint-sm': '48em',
  'mantine-breakpoint-md': '62em',
  'mantine-breakpoint-lg': '75em',
  'mantine-breakpoint-xl': '88em',
};

/** A text without places to fill in stays as it is; the others are read here, so that no browser carries a reader. */
const readBeforehand = (text: string) => {
  const read = new IntlMessageFormat(text, 'en').getAst();
  const isPlain = read.every(({ type }) => type === 0);
  return isPlain ? read.map((one) => ('value' in one ? one.value : '')).join('') : read;
};

/** The portal carries only what it says itself: its first load holds every text of one language. */
const ownTexts: Plugin = {
  name: 'own-texts',
  enforce: 'pre',
  transform(text, path) {
    if (!/\/messages\/[^/]+\/[^/]+\.json$/.test(path)) return undefined;
    const all = Object.entries(JSON.parse(text) as Record<string, string>);
    const own = all.filter(([key]) => isOwnText(key)).map(([key, value]) => [key, readBeforehand(value)]);
    return { code: JSON.stringify(Object.fromEntries(own)), map: null };
  },
};

export default defineConfig({
  root: 'portal',
  plugins: [ownTexts, plainContract(import.meta.dirname)],
  resolve: {
    alias: [
      { find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' },
    ],
  },
  css: { postcss: { plugins: [presetMantine(), simpleVariables({ variables: breakpoints })] } },
  build: {
    outDir: '../dist/portal',
    emptyOutDir: true,
    // The content security policy allows neither scripts nor images inside the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Few files at the first load: what every page needs comes as one, the rest with its page.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//, priority: 2 },
            { name: 'icons', test: /node_modules\/lucide-react\//, minShareCount: 2, priority: 1 },
            { name: 'parts', test: /node_modules|\/(contract|portal\/parts|portal\/frame)\//, minShareCount: 4 },
          ],
        },
      },
      onLog(level, log, show) {
        // Mantine marks every file for servers that render React; hundreds of remarks that change nothing here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') show(level, log);
      },
    },
  },
  server: { proxy: { '/api': server, '/workbench': server } },
});
