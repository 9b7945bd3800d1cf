// `npm start`: installs what is missing, builds what is stale, then is the server itself.
import process from 'node:process';
import { nodeComplaint } from './node-version.mjs';
import { exitCodes, explained } from './trouble.mjs';

const complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(exitCodes.oldNode);
}

// The server runs in this very process: Ctrl-C and `kill` reach it without a messenger, and nothing is left behind.
await explained(async () => {
  const { endWithNpm } = await import('./parent.mjs');
  endWithNpm();
  const { built, ready, root } = await import('./ready.mjs');
  process.chdir(root);
  await ready(['server', 'portal']);
  process.setSourceMapsEnabled(true);
  const server = built('server.mjs');
  const { pathToFileURL } = await import('node:url');
  await import(pathToFileURL(server).href);
});
