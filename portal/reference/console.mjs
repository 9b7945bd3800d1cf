// Tries an operation from the page: as the person who is signed in here, or with a token that was pasted.
import { element, labelled } from './dom.mjs';

/** Where this cloud answers: everything before `/api/docs`. */
const base = location.pathname.replace(/\/api\/docs\/?$/, '');
/** Kept in the page only; gone when it is closed. */
const proof = { token: '', csrf: '', name: '' };

export async function whoAmI() {
  const answer = await fetch(`${base}/api/v1/me`, { headers: proofHeaders('GET') }).catch(() => undefined);
  const { me } = answer?.ok ? await answer.json() : { me: null };
  proof.csrf = me?.csrfToken ?? '';
  proof.name = me?.displayName ?? '';
  return proof.name;
}

/** @param {string} method @returns {Record<string, string>} */
function proofHeaders(method) {
  if (proof.token) return { authorization: `Bearer ${proof.token}` };
  return method === 'POST' && proof.csrf ? { 'csrf-token': proof.csrf } : {};
}

/** @param {Record<string, string>} texts @param {(name: string) => void} told */
export function proofField(texts, told) {
  const [label, field] = labelled(
    texts.token ?? '',
    /** @type {HTMLInputElement} */ (element('input', { type: 'password', autocomplete: 'off' })),
  );
  field.addEventListener('change', async () => {
    proof.token = field.value.trim();
    told(await whoAmI());
  });
  return [label, field];
}

/**
 * @typedef {object} Tried
 * @property {string} method
 * @property {string} path
 * @property {readonly { name: string, in: string }[]} parameters
 * @property {unknown} sample of the body, or undefined where there is none
 */

/** @param {Tried} tried @param {Map<string, HTMLInputElement>} fields @param {boolean} isPreview */
function addressOf({ path, parameters }, fields, isPreview) {
  const givenFor = (/** @type {string} */ name) => fields.get(name)?.value.trim() ?? '';
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(givenFor(name)));
  const query = new URLSearchParams();
  for (const { name, in: place } of parameters)
    if (place === 'query' && givenFor(name)) query.set(name, givenFor(name));
  if (isPreview) query.set('preview', 'true');
  return `${base}${filled}${query.size > 0 ? `?${query}` : ''}`;
}

/** @param {Response} answer @param {string} text */
function shownAnswer(answer, text) {
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  const readable = isJson && text ? JSON.stringify(JSON.parse(text), null, 2) : text;
  const head = `${answer.status} ${answer.statusText}\nRequest-Id: ${answer.headers.get('request-id') ?? ''}`;
  return { text: `${head}\n\n${readable}`, isRefused: !answer.ok };
}

/** @param {Tried} tried @param {Record<string, string>} texts */
export function tryForm(tried, texts) {
  const fields = new Map();
  const inputs = tried.parameters.flatMap(({ name }) => {
    const [label, field] = labelled(name, /** @type {HTMLInputElement} */ (element('input', { autocomplete: 'off' })));
    fields.set(name, field);
    return [label, field];
  });
  const isCommand = tried.method === 'POST';
  const [bodyLabel, body] = labelled(
    texts.body ?? '',
    /** @type {HTMLTextAreaElement} */ (element('textarea', { spellcheck: 'false' })),
  );
  body.value = JSON.stringify(tried.sample ?? {}, null, 2);
  const answer = element('pre', { 'aria-live': 'polite', hidden: true, tabindex: '0' });
  const send = async (/** @type {boolean} */ isPreview) => {
    answer.hidden = false;
    const { text, isRefused } = await called(tried, { fields, body: body.value, isPreview }).catch((error) => ({
      text: `${texts.failed} ${error.message}`,
      isRefused: true,
    }));
    answer.textContent = text;
    answer.classList.toggle('refused', isRefused);
  };
  const buttons = [
    isCommand && element('button', { type: 'button', onclick: () => void send(true) }, [texts.preview]),
    element('button.main', { type: 'submit' }, [isCommand ? texts.send : texts.ask]),
  ];
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void send(false);
  };
  return element('form', { onsubmit: submit }, [
    ...inputs,
    ...(isCommand ? [bodyLabel, body] : []),
    element('div', {}, buttons),
    answer,
  ]);
}

/** @param {Tried} tried @param {{ fields: Map<string, HTMLInputElement>, body: string, isPreview: boolean }} given */
async function called(tried, { fields, body, isPreview }) {
  const { method } = tried;
  const isCommand = method === 'POST';
  if (isCommand) JSON.parse(body);
  const answer = await fetch(addressOf(tried, fields, isPreview), {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      ...(isCommand && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      ...proofHeaders(method),
    },
    ...(isCommand && { body }),
  });
  return shownAnswer(answer, await answer.text());
}
