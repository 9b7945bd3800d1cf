// The name of a cloud's schema and of the channels inside it.
import assert from 'node:assert/strict';

export function schemaName(name: string): string {
  assert(/^[a-z][a-z0-9_]{0,39}$/.test(name), `not a name for a schema: ${name}`);
  return name;
}

/** PostgreSQL's channels belong to the whole database; the schema in front keeps the clouds apart. */
export function channelOf(schema: string, channel: string): string {
  assert(/^[a-z][a-z0-9_]{0,19}$/.test(channel), `not a name for a channel: ${channel}`);
  return `${schema}.${channel}`;
}
