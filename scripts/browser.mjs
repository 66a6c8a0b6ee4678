// Finds a Chromium for the browser tests and the screenshots, in the order the README names.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Launch options for playwright-core: CHROME_PATH, else an installed Chrome or Chromium, else the one from npm.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 * @throws {Error} that says how to get a browser
 */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist. ${ADVICE}`);
    return { executablePath: named, args: [] };
  }
  const installed = [...onPath(), ...MAC_PATHS].find((path) => existsSync(path));
  return installed ? { executablePath: installed, args: [] } : fromNpm();
}

const ADVICE = 'Install Chrome or Chromium, or set CHROME_PATH to one.';

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
}

// With these, pages would share one process, or origins would not be kept apart; or a GPU is made believe, slowly.
const NOT_WANTED = new Set([
  ...['--single-process', '--no-zygote', '--disable-web-security'],
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
]);

async function fromNpm() {
  if (process.platform !== 'linux') throw new Error(`No browser found. ${ADVICE}`);
  // Makes the package bring its own shared libraries, so that it starts on a machine without them.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  try {
    const args = [...chromium.args.filter((flag) => !NOT_WANTED.has(flag)), '--disable-gpu'];
    return { executablePath: await chromium.executablePath(), args };
  } catch (cause) {
    throw new Error(`No browser found, and the one from npm does not start here. ${ADVICE}`, { cause });
  }
}
