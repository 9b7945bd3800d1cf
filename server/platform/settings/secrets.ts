// Tokens for links and codes: made from the installation's secret, kept only as hashes; and sealing of what must be
// kept.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

export type Secrets = {
  /** The same token for the same thing every time, so that nothing but its hash is stored (SEC-014). */
  tokenFor(purpose: string, of: string): string;
  sign(text: string): string;
  seal(text: string): string;
  unseal(sealed: string): string;
};

export const hashed = (secret: string): string => hash('sha256', secret, 'hex');
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

const algorithm = 'aes-256-gcm';
/** Seals with a key made from `secret`; only who knows it can open. */
export function sealWith(secret: string, text: string): string {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, keyFrom(secret, salt), iv);
  const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, iv, cipher.getAuthTag(), closed]).toString('base64');
}

/** Throws when the secret is another one or the sealed bytes were touched. */
export function unsealWith(secret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(algorithm, keyFrom(secret, bytes.subarray(0, 16)), bytes.subarray(16, 28));
  decipher.setAuthTag(bytes.subarray(28, 44));
  return Buffer.concat([decipher.update(bytes.subarray(44)), decipher.final()]).toString('utf8');
}
const keyFrom = (secret: string, salt: Uint8Array) => Buffer.from(hkdfSync('sha256', secret, salt, 'kontor seal', 32));

/** One set of secrets per cloud: what is signed or sealed in one is worth nothing in another (CLD-001). */
export const secretsOf = (installation: string, cloud: string): Secrets => {
  const root = createHmac('sha256', installation).update(`cloud:${cloud}`).digest('hex');
  const key = createSecretKey(root, 'utf8');
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    tokenFor: (purpose, of) => mac(`token:${purpose}:${of}`),
    sign: (text) => mac(`sign:${text}`),
    seal: (text) => sealWith(root, text),
    unseal: (sealed) => unsealWith(root, sealed),
  };
};
