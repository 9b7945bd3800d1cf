// The tests of rules and of access alone, for mutation: values in, decision out, without database, server or clock.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'server/{capabilities,identity}/**/{rules,rules-of-*,state}.test.ts',
      'server/{capabilities,identity}/**/rules/**/*.test.ts',
      'server/access/**/*.test.ts',
    ],
  },
});
