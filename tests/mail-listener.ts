// A real SMTP listener for tests: keeps what it is sent, and refuses what it is told to refuse.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

type ReceivedMail = {
  from: string;
  to: string[];
  headers: Record<string, string>;
  source: string;
  text: string;
};
export type MailListener = {
  url: string;
  mails: ReceivedMail[];
  /** Answers the next mail with this code instead of taking it. */
  refuseNext(code: number): void;
  close(): Promise<void>;
};

const decoders: Record<string, (text: string) => string> = {
  base64: (text) => Buffer.from(text, 'base64').toString('utf8'),
  'quoted-printable': (text) =>
    Buffer.from(
      text
        .replaceAll('=\r\n', '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString('utf8'),
};
const inWords = (value: string): string =>
  value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? decoders.base64!(text) : decoders['quoted-printable']!(text.replaceAll('_', ' ')),
    );
const headersOf = (source: string): Record<string, string> =>
  Object.fromEntries(
    source
      .slice(0, source.indexOf('\r\n\r\n'))
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), inWords(line.slice(line.indexOf(':') + 2))]),
  );

/** The first plain part, decoded. */
function textOf(source: string): string {
  const start = source.search(/content-type: text\/plain/i);
  const part = source.slice(start);
  const encoding = /content-transfer-encoding: ([\w-]+)/i.exec(part)?.[1]?.toLowerCase() ?? '';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4).split('\r\n----_')[0]!;
  return (decoders[encoding] ?? ((text: string) => text))(body).replaceAll('\r\n', '\n');
}

export async function listenForMail(): Promise<MailListener> {
  const mails: ReceivedMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (bytes: Buffer) => parts.push(bytes));
      stream.on('end', () => {
        const responseCode = refusals.shift();
        if (responseCode) return done(Object.assign(new Error('not now'), { responseCode }));
        const source = Buffer.concat(parts).toString('utf8');
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, headers: headersOf(source), source, text: textOf(source) });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, mails },
    refuseNext: (code) => void refusals.push(code),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
