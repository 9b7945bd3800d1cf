// Every setting of the server, read once from the environment; all that is wrong is reported together.
import { readFileSync } from 'node:fs';
import { identitySettings } from './identity-limits.ts';
import { address, oneOf, type Setting, secretText, someOf, text, wholeNumber } from './setting.ts';

const cloudNames = ['worldwide', 'usgov', 'china', 'germany'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const secretLengthMin = 32;

const table = {
  mode: oneOf(['demo', 'production'])('KONTOR_MODE', 'demo', {
    says: 'A demo has the workbench, a demo world and a clock that can be turned; production has none of them.',
  }),
  host: text('KONTOR_HOST', '127.0.0.1', { says: 'The address to listen on; 0.0.0.0 for all.' }),
  port: wholeNumber(0, 65535)('KONTOR_PORT', 4800, { says: 'The port to listen on; 0 for any free one.' }),
  origin: address(['http', 'https'], { isOrigin: true })('KONTOR_ORIGIN', '', {
    says: 'The address under which browsers and programs reach this server; empty means host and port as above.',
  }),
  data: text('KONTOR_DATA', './data', { says: 'The folder for the embedded database, generated secrets and files.' }),
  databaseUrl: address(['postgresql', 'postgres'])('KONTOR_DATABASE_URL', '', {
    says:
      'The PostgreSQL server (15 or newer), with `{cloud}` where each cloud has a role of its own; empty means the ' +
      'embedded database, which a power cut may damage.',
    isSecret: true,
  }),
  databaseDirectUrl: address(['postgresql', 'postgres'])('KONTOR_DATABASE_DIRECT_URL', '', {
    says: 'The PostgreSQL server itself where KONTOR_DATABASE_URL names a pooler: for notifications and migrations.',
    isSecret: true,
  }),
  databasePrepared: oneOf(['yes', 'no'])('KONTOR_DATABASE_PREPARED', 'yes', {
    says:
      'Whether PostgreSQL keeps statements under names; no for a pooler that cannot carry them, ' +
      'such as PgBouncer before 1.21.',
  }),
  poolSize: wholeNumber(2, 500)('KONTOR_POOL_SIZE', 8, {
    says: 'Connections to PostgreSQL per cloud; over all, 4 to 8 times the cores of the database server.',
  }),
  transactionSecondsMax: wholeNumber(1, 600)('KONTOR_TRANSACTION_SECONDS_MAX', 30, {
    says: 'After this many seconds a transaction or statement is undone.',
  }),
  hearingSecondsMax: wholeNumber(1, 3600)('KONTOR_DATABASE_HEARING_SECONDS_MAX', 20, {
    says: 'A connection that hears nothing of PostgreSQL, not even itself, is noticed after so many seconds.',
  }),
  clouds: someOf(cloudNames)('KONTOR_CLOUDS', cloudNames, {
    says: 'The clouds this server offers; each has its own schema, keys and catalogue.',
  }),
  tlsCert: text('KONTOR_TLS_CERT', '', {
    says: 'The file with the certificate chain, if this server speaks TLS itself.',
  }),
  tlsKey: text('KONTOR_TLS_KEY', '', { says: 'The file with the private key of the certificate.' }),
  trustProxy: text('KONTOR_TRUST_PROXY', '', {
    says: 'Addresses or networks of proxies whose X-Forwarded headers are believed, separated by commas.',
  }),
  secret: secretText(secretLengthMin)('KONTOR_SECRET', '', {
    says: 'Seals secrets at rest; without it one is generated into the data folder.',
    isSecret: true,
  }),
  smtpUrl: address(['smtp', 'smtps'])('KONTOR_SMTP_URL', '', {
    says: 'The mail server; empty means that a demo keeps mails in its mailbox and production lets them wait.',
    isSecret: true,
  }),
  mailFrom: text('KONTOR_MAIL_FROM', 'Kontor <kontor@localhost>', { says: 'The sender of mails.' }),
  logLevel: oneOf(logLevels)('KONTOR_LOG_LEVEL', 'info', { says: 'How much is logged.' }),
  metricsToken: text('KONTOR_METRICS_TOKEN', '', {
    says: 'The bearer token that /metrics asks for; empty means that only this machine may read it.',
    isSecret: true,
  }),
  bodyBytesMax: wholeNumber(1024, 1_073_741_824)('KONTOR_BODY_BYTES_MAX', 1_048_576, {
    says: 'The largest request body in bytes.',
  }),
  uploadBytesMax: wholeNumber(1024, 4_294_967_296)('KONTOR_UPLOAD_BYTES_MAX', 134_217_728, {
    says: 'The largest price sheet or offer matrix in bytes, as it is sent.',
  }),
  ratePerMinute: wholeNumber(0, 10_000_000)('KONTOR_RATE_PER_MINUTE', 1200, {
    says: 'Requests per minute and caller, or per network where nobody is signed in, before 429; 0 means no limit.',
  }),
  ratePerAddress: wholeNumber(0, 10_000_000)('KONTOR_RATE_PER_ADDRESS', 6000, {
    says: 'Requests per minute and network, whoever calls, before 429; 0 means no limit.',
  }),
  loopDelayMsMax: wholeNumber(10, 60_000)('KONTOR_LOOP_DELAY_MS_MAX', 2000, {
    says: 'When the process lags by so many milliseconds it answers 503 until it has caught up.',
  }),
  pageRowsMax: wholeNumber(1, 10_000)('KONTOR_PAGE_ROWS_MAX', 500, {
    says: 'The most rows one page of a list may have.',
  }),
  requestSecondsMax: wholeNumber(1, 3600)('KONTOR_REQUEST_SECONDS_MAX', 60, {
    says: 'After this many seconds a request is ended.',
  }),
  previewMinutes: wholeNumber(1, 1440)('KONTOR_PREVIEW_MINUTES', 15, {
    says: 'How long the token of a preview is valid.',
  }),
  idempotencyHours: wholeNumber(1, 8760)('KONTOR_IDEMPOTENCY_HOURS', 24, {
    says: 'How long the answer to an idempotency key is kept.',
  }),
  reactionsMax: wholeNumber(1, 10_000)('KONTOR_REACTIONS_MAX', 100, {
    says:
      'How many further things one command may change; one that would change more is refused ' +
      '(`too_many_consequences`) and changes nothing: split it, or raise this.',
  }),
  jobsAtOnce: wholeNumber(1, 100)('KONTOR_JOBS_AT_ONCE', 4, {
    says: 'How many jobs one process does side by side in each cloud.',
  }),
  jobTriesMax: wholeNumber(1, 100)('KONTOR_JOB_TRIES_MAX', 12, {
    says: 'After this many failed tries, over about an hour, a job becomes a dead letter.',
  }),
  jobLeaseSeconds: wholeNumber(1, 3600)('KONTOR_JOB_LEASE_SECONDS', 60, {
    says: 'After this many seconds without a sign of life a job is given to another worker.',
  }),
  jobPollMs: wholeNumber(20, 60_000)('KONTOR_JOB_POLL_MS', 1000, {
    says: 'How often a process looks for jobs of other processes, in milliseconds.',
  }),
  jobKeptDays: wholeNumber(1, 3650)('KONTOR_JOB_KEPT_DAYS', 7, {
    says: 'How many days finished jobs, mails kept here and deliveries of webhooks are listed.',
  }),
  webhooksReachLoopback: oneOf(['no', 'yes'])('KONTOR_WEBHOOKS_REACH_LOOPBACK', 'no', {
    says: 'Whether webhooks may call this machine, without TLS as well; for demos and tests only.',
  }),
  ...identitySettings,
} satisfies Record<string, Setting<never> | Setting<unknown>>;

type Table = typeof table;
export type Settings = { readonly [Name in keyof Table]: Table[Name] extends Setting<infer T> ? T : never };
export type Environment = Readonly<Record<string, string | undefined>>;

/** Says everything that is wrong at once, never the values themselves: they may be secret. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
  readonly wrongs: readonly string[];
  constructor(wrongs: readonly string[]) {
    super(`The settings are wrong:\n${wrongs.map((wrong) => `- ${wrong}`).join('\n')}`);
    this.wrongs = wrongs;
  }
}

const rows = Object.entries(table) as [keyof Settings, Setting<unknown>][];

/** The text of a setting; a secret may also lie in the file that `<variable>_FILE` names. */
function given({ variable, isSecret }: Setting<unknown>, environment: Environment): string {
  const file = isSecret ? environment[`${variable}_FILE`] : undefined;
  return (environment[variable] || (file ? readFileSync(file, 'utf8').trim() : '')).trim();
}

function parsed(setting: Setting<unknown>, environment: Environment): { value: unknown } | { wrong: string } {
  try {
    const text = given(setting, environment);
    return text === '' ? { value: setting.usual } : setting.parse(text);
  } catch {
    return { wrong: `names a file in ${setting.variable}_FILE that cannot be read` };
  }
}

/** What only shows when settings are seen together. */
function disagreements(settings: Settings): string[] {
  const isHalfTls = (settings.tlsCert === '') !== (settings.tlsKey === '');
  const tls = isHalfTls ? ['KONTOR_TLS_CERT and KONTOR_TLS_KEY belong together: set both or neither'] : [];
  return settings.mode === 'production' ? [...tls, ...unfitForProduction(settings)] : tls;
}

function unfitForProduction(settings: Settings): string[] {
  const { origin, tlsCert, trustProxy, databaseUrl, secret } = settings;
  const found: (string | false)[] = [
    origin === '' && 'KONTOR_ORIGIN is needed in production',
    origin.startsWith('http:') && 'KONTOR_ORIGIN must begin with https:// in production',
    tlsCert === '' &&
      trustProxy === '' &&
      'TLS is needed in production: KONTOR_TLS_CERT and KONTOR_TLS_KEY, or KONTOR_TRUST_PROXY says which proxy has it',
    settings.webhooksReachLoopback === 'yes' && 'KONTOR_WEBHOOKS_REACH_LOOPBACK is not for production',
    databaseUrl !== '' &&
      secret === '' &&
      'KONTOR_SECRET is needed in production with a PostgreSQL server, the same for all processes',
    secret !== '' && isGuessable(secret) && 'KONTOR_SECRET can be guessed; make one with `openssl rand -base64 48`',
  ];
  return found.filter((one) => one !== false);
}

const differentSignsMin = 12;
/** Copied from an example, or typed rather than made. */
const isGuessable = (secret: string): boolean =>
  new Set(secret).size < differentSignsMin ||
  /change[-_ ]?me|example|default|secret|password|passwort|test|kontor|1234|abcd/i.test(secret);

export function readSettings(environment: Environment): Settings {
  const wrongs: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of rows) {
    const outcome = parsed(setting, environment);
    if ('wrong' in outcome) wrongs.push(`${setting.variable} ${outcome.wrong}`);
    else values[name] = outcome.value;
  }
  // With a wrong setting left out, what is missing would be reported as a disagreement as well.
  const settings = values as Settings;
  if (wrongs.length === 0) wrongs.push(...disagreements(settings));
  if (wrongs.length > 0) throw new SettingsWrong(wrongs);
  return Object.freeze(settings);
}

/** Settings of the command line, for which a shell may well have them beside those of the server. */
const ofCommandLine = ['KONTOR_CONFIG', 'KONTOR_URL', 'KONTOR_TOKEN', 'KONTOR_CLIENT_SECRET'];
/** Variables that look like ours and are not: most likely misspelt. */
export function unknownIn(environment: Environment): string[] {
  const known = new Set([...ofCommandLine, ...rows.flatMap(([, { variable }]) => [variable, `${variable}_FILE`])]);
  return Object.keys(environment).filter((name) => name.startsWith('KONTOR_') && !known.has(name));
}

export type ListedSetting = { variable: string; kind: string; usual: string; says: string; isSecret: boolean };

export const listedSettings = (): ListedSetting[] =>
  rows.map(([, { variable, kind, usual, says, isSecret }]) => ({
    variable,
    kind,
    usual: String(usual),
    says,
    isSecret,
  }));

/** For the log: secrets are shown only as set or not. */
export const shownSettings = (settings: Settings): Record<string, unknown> =>
  Object.fromEntries(
    rows.map(([name, { variable, isSecret }]) => {
      const value = settings[name];
      return [variable, isSecret ? (value === '' ? 'not set' : 'set') : value];
    }),
  );
