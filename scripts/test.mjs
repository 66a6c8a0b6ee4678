// npm test: everything, on a fresh machine too. Arguments go to jest.
import { buildIfNeeded, installIfNeeded, run } from './ready.mjs';

installIfNeeded();
buildIfNeeded();
run(process.execPath, ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)]);
