// The only SQL about a person's settings of mails.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import type { Wishes } from '../mail/topics.ts';

export type Settings = Wishes & {
  name: string;
  display_name: string;
  asked_address: string | null;
  asked_at: Date | null;
};
/** Whoever is asked for may be gone already; then nothing is wished. */
export async function settingsOf(tx: Tx, user: string): Promise<Settings> {
  const [row] =
    await tx.query<Settings>(sql`select coalesce(u.name, '') as name, s.address, s.asked_address, s.asked_at,
      coalesce(u.display_name, '') as display_name, coalesce(u.language, 'en') as language,
      coalesce(s.topics_off, '{}') as topics_off
    from (values (${user}::text)) as asked (id) left join users u on u.id = asked.id
      left join notification_settings s on s.user_id = asked.id`);
  return row!;
}
export const keepAddress = (tx: Tx, { user, address }: { user: string; address: string | null }): void =>
  tx.write(sql`insert into notification_settings (user_id, address) values (${user}, ${address})
    on conflict (user_id) do update set address = excluded.address, asked_address = null, token_hash = null`);
type Asking = { user: string; address: string; tokenHash: string; now: Date };
export const askAddress = (tx: Tx, { user, address, tokenHash, now }: Asking): void =>
  tx.write(sql`insert into notification_settings (user_id, asked_address, asked_at, token_hash)
    values (${user}, ${address}, ${now}, ${tokenHash})
    on conflict (user_id) do update set asked_address = excluded.asked_address, asked_at = excluded.asked_at,
      token_hash = excluded.token_hash`);
type Switching = { user: string; topic: string; isOn: boolean };
export const switchTopic = (tx: Tx, { user, topic, isOn }: Switching): void =>
  tx.write(sql`insert into notification_settings (user_id, topics_off)
    values (${user}, ${isOn ? [] : [topic]}::text[])
    on conflict (user_id) do update set topics_off =
      array_remove(notification_settings.topics_off, ${topic}) || excluded.topics_off`);
/** Once: the link is worth nothing afterwards. */
export async function confirmAddress(
  tx: Tx,
  { tokenHash, since }: { tokenHash: string; since: Date },
): Promise<string | undefined> {
  const [row] = await tx.query<{ address: string }>(sql`update notification_settings
    set address = asked_address, asked_address = null, token_hash = null
    where token_hash = ${tokenHash} and asked_at > ${since} returning address`);
  return row?.address;
}
