// npm test: everything, on a fresh machine too. Arguments go to Vitest.
import { buildIfNeeded, installIfNeeded, run } from './ready.mjs';

const args = process.argv.slice(2);
const mode = args.includes('--watch') ? 'watch' : 'run';

installIfNeeded();
buildIfNeeded();
run(process.execPath, ['node_modules/vitest/vitest.mjs', mode, ...args.filter((arg) => arg !== '--watch')]);
