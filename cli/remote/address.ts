// Where a cloud answers, also for a machine that does not know the names below `localhost`.

/** `http://china.localhost:4800` → `http://localhost:4800/china`: browsers know the name, other programs may not. */
export function reachable(address: string): string {
  const url = new URL(address);
  const label = /^(\w+)\.localhost$/.exec(url.hostname)?.[1];
  if (!label) return address;
  url.hostname = 'localhost';
  url.pathname = `/${label}${url.pathname}`;
  return url.href.replace(/\/$/, '');
}

/** A cloud below the installation that is known belongs to it; any other address is an installation of its own. */
export function installationOf(origin: string | undefined, known: string): string | undefined {
  if (origin === undefined) return undefined;
  const [cloud, above] = [new URL(origin), new URL(known)];
  return cloud.protocol === above.protocol && cloud.host.endsWith(`.${above.host}`) ? known : origin;
}

/** A name of a cloud becomes the label before the host of the installation; an origin stays what it is. */
export function originFrom(named: string, installation: string): string | undefined {
  if (/^https?:\/\//.test(named)) return URL.canParse(named) ? new URL(named).origin : undefined;
  if (!/^[a-z]+$/.test(named)) return undefined;
  const url = new URL(installation);
  url.hostname = `${named}.${url.hostname}`;
  return url.origin;
}
