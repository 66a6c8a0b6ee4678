/** From screenshots to files that are small enough for a README. */
import sharp from 'sharp';

/** Text and flat colors: more colors add bytes that nobody sees. */
const COLORS = 128;

/**
 * Saves a picture as a PNG with a palette.
 * @param {Buffer} screenshot a PNG
 * @param {string} file where to
 */
export async function savePicture(screenshot, file) {
  await sharp(screenshot)
    .png({ palette: true, colors: COLORS, quality: 100, dither: 0, effort: 10, compressionLevel: 9 })
    .toFile(file);
}

/**
 * Saves frames as an animated WebP that begins again, in the size of the frames.
 * @param {readonly { image: Buffer, ms: number }[]} frames PNGs of one size, and how long each is shown
 * @param {string} file where to
 */
export async function saveAnimation(frames, file) {
  await sharp(
    frames.map(({ image }) => image),
    { join: { animated: true } },
  )
    .webp({
      delay: frames.map(({ ms }) => ms),
      loop: 0,
      nearLossless: true,
      quality: 40,
      effort: 6,
      minSize: true,
    })
    .toFile(file);
}
