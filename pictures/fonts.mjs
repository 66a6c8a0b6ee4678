/** Fonts for every script in the sandbox's names, from npm: pictures look the same on a machine with no or other fonts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FONTS = fileURLToPath(new URL('node_modules/@expo-google-fonts', import.meta.url));

/** Fontconfig's generic families, and what stands for them; the others are found by the characters they have. */
const FAMILIES = { 'sans-serif': 'Inter', monospace: 'Noto Sans Mono' };

/**
 * Writes a configuration of Fontconfig that knows these fonts only.
 * @param {string} folder an empty one, for it and its cache
 * @returns {string} its path, for the variable FONTCONFIG_FILE of a browser on Linux; others do not use Fontconfig
 */
export function writeFontConfig(folder) {
  const cache = join(folder, 'cache');
  mkdirSync(cache, { recursive: true });
  const aliases = Object.entries(FAMILIES).map(
    ([generic, family]) =>
      `<alias binding="strong"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`,
  );
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    `<dir>${FONTS}</dir>`,
    `<cachedir>${cache}</cachedir>`,
    ...aliases,
    '</fontconfig>',
  ];
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, lines.join('\n'));
  return file;
}
