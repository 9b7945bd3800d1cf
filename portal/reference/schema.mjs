// Shows a schema as rows of a table: field, kind, what limits it, who sees it.
import { element } from './dom.mjs';

/** @typedef {Record<string, any>} Schema */
/** @typedef {{ name: string, depth: number, isRequired: boolean, schema: Schema, kind: string }} Row */

const depthMax = 3;

/**
 * The schema that a `$ref` names, and what stands beside it.
 * @param {Schema} document
 * @param {Schema} schema
 * @returns {Schema}
 */
export function resolved(document, schema) {
  if (typeof schema.$ref !== 'string') return schema;
  const parts = schema.$ref.replace('#/', '').split('/');
  const { $ref: _named, ...beside } = schema;
  return { ...parts.reduce((/** @type {any} */ at, part) => at?.[part], document), ...beside };
}

/** @param {Schema} schema @param {Schema} document @returns {string} */
function kindOf(schema, document) {
  const plain = resolved(document, schema);
  if (plain.enum) return plain.enum.map(String).join(' · ');
  if (plain.anyOf) return plain.anyOf.map((/** @type {Schema} */ one) => kindOf(one, document)).join(' | ');
  if (plain.type === 'array') return `${kindOf(plain.items ?? {}, document)}[]`;
  return plain.format ?? plain.type ?? 'any';
}

/** @param {Schema} schema */
const limitsOf = (schema) =>
  ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems']
    .filter((name) => schema[name] !== undefined)
    .map((name) => `${name} ${schema[name]}`)
    .join(', ');

/** @param {Schema} schema @param {Schema} document @returns {Schema} the part that has fields */
function withFields(schema, document) {
  const plain = resolved(document, schema);
  if (plain.type === 'array') return withFields(plain.items ?? {}, document);
  const parts = plain.allOf ?? plain.anyOf;
  if (!parts) return plain;
  const all = parts.map((/** @type {Schema} */ one) => withFields(one, document));
  return {
    properties: Object.assign({}, ...all.map((/** @type {Schema} */ one) => one.properties ?? {})),
    required: all.flatMap((/** @type {Schema} */ one) => one.required ?? []),
  };
}

/** @param {Schema} schema @param {Schema} document @param {number} depth @returns {Row[]} */
export function rowsOf(schema, document, depth = 0) {
  const { properties = {}, required = [] } = withFields(schema, document);
  return Object.entries(properties).flatMap(([name, field]) => {
    const row = { name, depth, isRequired: required.includes(name), schema: field, kind: kindOf(field, document) };
    return depth < depthMax ? [row, ...rowsOf(field, document, depth + 1)] : [row];
  });
}

/**
 * @param {readonly Row[]} rows
 * @param {Record<string, string>} texts
 */
export function fieldTable(rows, texts) {
  const head = ['field', 'kind', 'limits', 'seen_by'].map((key) =>
    element('th', { scope: 'col' }, [texts[key] ?? key]),
  );
  const lines = rows.map(({ name, depth, isRequired, schema, kind }) =>
    element('tr', {}, [
      element('td', { 'data-depth': String(depth) }, [
        element('code', {}, [name]),
        isRequired && element('span.quiet', {}, [` ${texts.required}`]),
      ]),
      element('td', {}, [kind]),
      element('td', {}, [limitsOf(schema)]),
      element('td', {}, [schema['x-class'] ?? '']),
    ]),
  );
  return element('div.scroll', { tabindex: '0', role: 'region', 'aria-label': texts.fields ?? '' }, [
    element('table', {}, [element('thead', {}, [element('tr', {}, head)]), element('tbody', {}, lines)]),
  ]);
}
