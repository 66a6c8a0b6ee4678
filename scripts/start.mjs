// npm start: the app in the sandbox, on a fresh machine too.
import { buildIfNeeded, installIfNeeded } from './ready.mjs';

installIfNeeded();
buildIfNeeded();

// Only now is there a loader for the sandbox's TypeScript.
const { register } = await import('tsx/esm/api');
register();
await import('../sandbox/main.ts');
