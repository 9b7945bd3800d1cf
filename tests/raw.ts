// A request as it goes over the wire: no agent that decodes, no header that was not asked for.
import { get, type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export type Raw = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

const decoders: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (bytes) => bytes,
};
/** What the bytes say once they are unpacked. */
export const textOf = ({ headers, bytes }: Raw): string =>
  decoders[headers['content-encoding'] ?? 'identity']!(bytes).toString();

type Asked = { headers?: Record<string, string>; method?: 'GET' | 'HEAD' };
export const raw = (url: string, { headers = {}, method = 'GET' }: Asked = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const ask = method === 'GET' ? get : request;
    ask(url, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
