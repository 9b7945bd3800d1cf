// Makes elements of the page; whatever is given as text stays text.

/** @typedef {Node | string | false | undefined} Child */

/**
 * @param {string} tag a name, with classes behind dots: `button.main`
 * @param {Record<string, string | boolean | EventListener>} attributes listeners begin with `on`
 * @param {readonly Child[]} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, children = []) {
  const [name = 'div', ...classes] = tag.split('.');
  const made = document.createElement(name);
  made.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== false && child !== undefined));
  return made;
}

let labels = 0;
/**
 * A field with its label, bound to each other.
 * @template {HTMLElement} E
 * @param {string} label
 * @param {E} field
 * @returns {[HTMLElement, E]}
 */
export function labelled(label, field) {
  labels += 1;
  field.id = `field-${labels}`;
  return [element('label', { for: field.id }, [label]), field];
}
