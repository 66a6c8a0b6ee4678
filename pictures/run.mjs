// npm run screenshots: takes the README's pictures of the built page in the sandbox. Names of pictures take only these.
import { buildIfNeeded, installFolderIfNeeded, installIfNeeded } from '../scripts/ready.mjs';

installIfNeeded();
installFolderIfNeeded('pictures');
buildIfNeeded();

// Only now is there a loader for the sandbox's TypeScript, and what the pictures are made with.
const { register } = await import('tsx/esm/api');
register();
const { takePictures } = await import('./main.mjs');
await takePictures(process.argv.slice(2));
