// Takes a folder's lock in a process of its own, says whether it got it, and holds it until its input ends.
import { lockFolder } from '../../server/platform/database/embedded/folder-lock.ts';

lockFolder(process.argv[2]!).then(
  () => {
    process.stdout.write('held\n');
    process.stdin.resume().on('end', () => process.exit(0));
  },
  (error: Error) => {
    process.stdout.write(`refused ${error.message}\n`);
    process.exit(0);
  },
);
