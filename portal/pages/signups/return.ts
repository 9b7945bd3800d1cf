// Where somebody came from who signs up on the way, such as an invitation: the mail's link knows nothing of it.
const place = 'kontor.signUp.next';

/** Only a path of our own; anything else might lead elsewhere. */
const isOwn = (next: string | null | undefined): next is string => !!next && /^\/(?![/\\])/.test(next);

export function keepReturn(next: string | undefined): void {
  if (isOwn(next)) localStorage.setItem(place, next);
}

export function keptReturn(): string | undefined {
  const next = localStorage.getItem(place);
  return isOwn(next) ? next : undefined;
}
