// Sends the mails of a database and, once the mail server has one, says so and stands still until it is killed.
import { mailing } from '../../server/capabilities/notices/mail/delivery.ts';
import { openEmbedded } from '../../server/platform/database/embedded/engine.ts';
import { openPostgres } from '../../server/platform/database/postgres.ts';
import { joinOutbox } from '../outbox-world.ts';

const [kind, place, schema, smtpUrl] = process.argv.slice(2) as [string, string, string, string];
const engine = kind === 'embedded' ? await openEmbedded({ folder: place }) : await openPostgres({ url: place });
const outbox = joinOutbox(engine.schema(schema));
outbox.work({
  kinds: [
    {
      ...mailing,
      run: async (attempt) => {
        await mailing.run(attempt);
        process.stdout.write('accepted\n');
        return new Promise(() => undefined);
      },
    },
  ],
  environment: { KONTOR_SMTP_URL: smtpUrl },
});
