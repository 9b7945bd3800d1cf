// Calls a cloud by its own host name: every name under `localhost` is this machine, which Node.js alone does not know.
import { request } from 'node:http';

export const localFetch: typeof fetch = (address, given = {}) => {
  const { hostname, port, pathname, search, host } = new URL(String(address));
  if (!hostname.endsWith('localhost')) return fetch(address, given);
  return new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(given.headers)), host };
    const asked = { host: '127.0.0.1', port, path: pathname + search, method: given.method ?? 'GET', headers };
    const sent = request(asked, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const told = new Headers();
        for (const [name, value] of Object.entries(answer.headers)) {
          for (const one of [value ?? []].flat()) told.append(name, one);
        }
        const hasBody = answer.statusCode !== 204;
        const body = hasBody ? Buffer.concat(pieces) : null;
        resolve(new Response(body, { status: answer.statusCode ?? 500, headers: told }));
      });
    });
    sent.on('error', reject);
    sent.end(given.body === undefined || given.body === null ? undefined : String(given.body));
  });
};
