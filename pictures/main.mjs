/** Takes the pictures one after the other, each of a site as it was at the start. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/ready.mjs';
import { saveAnimation, savePicture } from './encode.mjs';
import { scenes } from './scenes.mjs';
import { startStudio } from './studio.mjs';
import { tour } from './tour.mjs';

const FOLDER = join(ROOT, 'docs/images');
const TOUR = 'tour';

/**
 * @param {readonly string[]} names which pictures, without the end of the file's name; none takes all
 * @throws {Error} where a name is of no picture, and where a page does not show what a picture is to show
 */
export async function takePictures(names) {
  const known = [...Object.keys(scenes), TOUR];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no picture ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  }
  mkdirSync(FOLDER, { recursive: true });
  const studio = await startStudio();
  try {
    for (const name of names.length > 0 ? names : known) {
      const file = name === TOUR ? await takeTour(studio) : await takePicture(studio, name);
      process.stdout.write(`${file}\n`);
    }
  } finally {
    await studio.close();
  }
}

async function takePicture(studio, name) {
  const { scale = 2, prepare, act, ...view } = scenes[name];
  studio.reset();
  const prepared = await prepare?.(studio);
  const { page, app, close } = await studio.open({ ...view, ...prepared, scale });
  await act({ app, ...prepared });
  await studio.settle(page, app);
  const file = join(FOLDER, `${name}.png`);
  await savePicture(await page.screenshot(), file);
  await close();
  return file;
}

async function takeTour(studio) {
  studio.reset();
  const file = join(FOLDER, `${TOUR}.webp`);
  await saveAnimation(await tour(studio), file);
  return file;
}
