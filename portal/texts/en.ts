// Every text of the portal in one language, as one file that only its readers load.
const rooms = import.meta.glob<Record<string, string>>('../../messages/en/*.json', { eager: true, import: 'default' });

export const texts: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(rooms));
