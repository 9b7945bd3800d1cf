#!/usr/bin/env node
// `npx kontor`: builds the command line where it is stale and hands over to it.
import process from 'node:process';
import { nodeComplaint } from './node-version.mjs';
import { exitCodes, explained } from './trouble.mjs';

const complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exit(exitCodes.oldNode);
}

await explained(async () => {
  const { built, ready } = await import('./ready.mjs');
  await ready(['kontor'], { isQuiet: true });
  // `npm run` changes to the root folder; names of files are meant where the person stands.
  if (process.env.npm_lifecycle_event === 'kontor') process.chdir(process.env.INIT_CWD ?? '.');
  const commandLine = built('kontor.mjs');
  const { pathToFileURL } = await import('node:url');
  await import(pathToFileURL(commandLine).href);
});
