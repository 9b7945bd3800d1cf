// How a connection begins: with its cloud's schema and the forms of values, said in the packet or kept by its role.
import type pg from 'pg';
import { sessionSettings, valueTypes } from '../value-types.ts';

export type Server = {
  /** With `{cloud}` in it each cloud has a login role of its own, and the roles keep what all others are told. */
  url: string;
  /** The server itself, where `url` names a pooler. */
  directUrl: string;
  transactionSecondsMax: number;
};

const placeholder = '{cloud}';
export const hasRoles = ({ url }: Pick<Server, 'url'>): boolean => url.includes(placeholder);

/** What every session is told, whatever the machine; by PostgreSQL's names. */
export const settingsOf = ({ transactionSecondsMax }: Server, schema: string): Record<string, string> => ({
  search_path: schema,
  ...sessionSettings,
  statement_timeout: String(transactionSecondsMax * 1000),
  idle_in_transaction_session_timeout: String(transactionSecondsMax * 1000),
});

const escaped = (value: string) => value.replaceAll(' ', '\\ ');

/** A pooler passes on standard fields only, so where roles keep the settings nothing else is in the packet. */
export function connectionOptions(server: Server, schema: string, { isDirect = false } = {}): pg.ClientConfig {
  const url = isDirect ? server.directUrl || server.url : server.url;
  const said = Object.entries(settingsOf(server, schema)).map(([name, value]) => `-c ${name}=${escaped(value)}`);
  return {
    connectionString: url.replaceAll(placeholder, schema),
    types: valueTypes,
    application_name: `kontor ${schema}`,
    keepAlive: true,
    ...(!hasRoles(server) && { options: said.join(' ') }),
  };
}
