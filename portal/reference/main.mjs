// The readable docs: reads the OpenAPI document, groups its operations by noun, and lets one search and try them.
import { proofField, tryForm, whoAmI } from './console.mjs';
import { element, labelled } from './dom.mjs';
import { fieldTable, resolved, rowsOf } from './schema.mjs';

/** @typedef {import('./schema.mjs').Schema} Schema */
/** @typedef {Record<string, string>} Texts */
/** @typedef {{ id: string, noun: string, path: string, method: string, about: Schema }} Operation */

/** @param {Schema} document @returns {Operation[]} */
const operationsOf = (document) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(/** @type {Schema} */ (item)).map(([method, about]) => ({
      ...{ id: about.operationId, noun: about.tags[0], path, about },
      method: method.toUpperCase(),
    })),
  );

const nounWords = (/** @type {string} */ noun) => noun.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** @param {Operation} operation @param {Texts} texts */
function tagsOf({ about }, texts) {
  const who = texts[`who_${about['x-who']}`];
  return element('p', {}, [
    element('span.tag', {}, [who]),
    about['x-second-factor'] && about['x-who'] !== 'anyone' && element('span.tag', {}, [texts.second_factor]),
    about['x-irreversible'] && element('span.tag', {}, [texts.irreversible]),
  ]);
}

/** @param {Schema} document @param {Operation} operation */
const parametersOf = (document, { about }) =>
  about.parameters
    .map((/** @type {Schema} */ one) => resolved(document, one))
    .filter((/** @type {Schema} */ one) => one.in !== 'header' && one.name !== 'preview');

/** @param {Schema[]} parameters */
const asRows = (parameters) =>
  parameters.map(({ name, required, schema }) => ({
    ...{ name, depth: 0, isRequired: required, schema },
    kind: schema.enum?.join(' · ') ?? schema.format ?? schema.type ?? '',
  }));

/** @param {Operation} operation @param {{ document: Schema, texts: Texts }} page */
function insideOf(operation, { document, texts }) {
  const { about, method, path } = operation;
  const parameters = parametersOf(document, operation);
  const body = about.requestBody?.content['application/json'].schema;
  const status = Object.keys(about.responses).find(
    (one) => one.startsWith('2') && (one !== '200' || !about.responses['201']),
  );
  const answer = about.responses[status ?? '200'].content['application/json'].schema;
  const shown = answer.anyOf?.[0] ?? answer;
  const samples = about['x-codeSamples'].flatMap((/** @type {Schema} */ one) => [
    element('h3', {}, [one.label]),
    element('pre', { tabindex: '0' }, [one.source]),
  ]);
  const bodyRows = body ? rowsOf(body, document) : [];
  const sections = [
    tagsOf(operation, texts),
    ...(parameters.length > 0 ? [element('h3', {}, [texts.parameters]), fieldTable(asRows(parameters), texts)] : []),
    ...(bodyRows.length > 0 ? [element('h3', {}, [texts.body]), fieldTable(bodyRows, texts)] : []),
    element('h3', {}, [texts.answer]),
    fieldTable(rowsOf(shown, document), texts),
    ...samples,
    element('h3', {}, [texts.try]),
    tryForm({ method, path, parameters, sample: about['x-sample'] }, texts),
  ];
  return element('div.inside', {}, sections);
}

/** @param {Operation} operation @param {{ document: Schema, texts: Texts }} page */
function operationView(operation, page) {
  const { id, method, path, about } = operation;
  const view = element('details.operation', { id }, [
    element('summary', {}, [
      element(`span.method.${method.toLowerCase()}`, {}, [method]),
      element('span.path', {}, [path]),
      element('span.sentence', {}, [about.summary]),
    ]),
  ]);
  view.addEventListener('toggle', () => {
    if (view.children.length === 1) view.append(insideOf(operation, page));
  });
  return view;
}

/** @param {readonly Operation[]} operations @param {{ document: Schema, texts: Texts }} page */
function groups(operations, page) {
  const nouns = [...new Set(operations.map(({ noun }) => noun))];
  return nouns.map((noun) => {
    const own = operations.filter((one) => one.noun === noun);
    const views = own.map((one) => ({ operation: one, view: operationView(one, page) }));
    const title = element('h2', { id: `noun-${noun}` }, [nounWords(noun)]);
    return { noun, views, section: element('section', {}, [title, ...views.map(({ view }) => view)]) };
  });
}

/** @param {ReturnType<typeof groups>} all @param {HTMLElement} status @param {Texts} texts */
const searcher = (all, status, texts) => (/** @type {Event} */ event) => {
  const words = /** @type {HTMLInputElement} */ (event.target).value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { views, section } of all) {
    for (const { operation, view } of views) {
      const text = `${operation.id} ${operation.method} ${operation.path} ${operation.about.summary}`.toLowerCase();
      view.hidden = !words.every((word) => text.includes(word));
      count += view.hidden ? 0 : 1;
    }
    section.hidden = views.every(({ view }) => view.hidden);
  }
  status.textContent = `${texts.found} ${count}`;
};

/** @param {ReturnType<typeof groups>} all @param {Texts} texts */
function side(all, texts) {
  const status = element('p.quiet', { role: 'status' });
  const [label, search] = labelled(texts.search ?? '', element('input', { type: 'search', autocomplete: 'off' }));
  search.addEventListener('input', searcher(all, status, texts));
  const who = element('p.quiet', { role: 'status' });
  const told = (/** @type {string} */ name) => {
    who.textContent = name ? `${texts.signed_in} ${name}` : (texts.not_signed_in ?? '');
  };
  void whoAmI().then(told);
  const links = all.map(({ noun }) => element('li', {}, [element('a', { href: `#noun-${noun}` }, [nounWords(noun)])]));
  return element('div.side', {}, [
    element('h1', {}, ['Kontor API']),
    label,
    search,
    status,
    element('nav', { 'aria-label': texts.nouns ?? '' }, [element('ul', {}, links)]),
    who,
    ...proofField(texts, told),
    element('p', {}, [element('a', { href: 'openapi.json' }, [texts.document])]),
  ]);
}

function openFromAddress() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.scrollIntoView();
}

const [api, texts] = await Promise.all([
  fetch('openapi.json').then((answer) => answer.json()),
  fetch('docs/texts.json').then((answer) => answer.json()),
]);
document.documentElement.lang = texts.language;
const all = groups(operationsOf(api), { document: api, texts });
document.body.replaceChildren(
  element('a.skip', { href: '#operations' }, [texts.skip]),
  element('div.frame', {}, [
    side(all, texts),
    element('main', { id: 'operations', tabindex: '-1' }, [
      element('p', {}, [texts.intro]),
      ...all.map(({ section }) => section),
    ]),
  ]),
);
openFromAddress();
addEventListener('hashchange', openFromAddress);
