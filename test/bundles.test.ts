import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'static/admin-panel/dist');
const KB = 1_000;

interface Chunk {
  file: string;
  imports?: string[];
}

/** Bytes over the wire of a built file. */
const gzipped = (...path: string[]) => gzipSync(readFileSync(join(...path))).length;

it('the function is at most 45 KB gzip', () => {
  expect(gzipped(ROOT, 'dist/function/index.cjs')).toBeLessThanOrEqual(45 * KB);
});

it('the worker is at most 60 KB gzip', () => {
  expect(gzipped(ROOT, 'dist/function/worker.cjs')).toBeLessThanOrEqual(60 * KB);
});

it('the page’s JavaScript before the first row is at most 150 KB gzip', () => {
  const manifest = JSON.parse(readFileSync(join(PAGE, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const before = new Set<string>();
  const add = (chunk: Chunk | undefined) => {
    if (!chunk) throw new Error("Vite's manifest lacks a file that is loaded before the first row.");
    if (before.has(chunk.file)) return;
    before.add(chunk.file);
    chunk.imports?.forEach((key) => {
      add(manifest[key]);
    });
  };
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8');
  for (const [, path] of html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)) {
    add(Object.values(manifest).find(({ file }) => file === path));
  }
  const total = [...before].reduce((sum, file) => sum + gzipped(PAGE, file), 0);
  expect(total).toBeGreaterThan(50 * KB); // Less would mean that the wrong files were counted.
  expect(total).toBeLessThanOrEqual(150 * KB);
});

it('the page has nothing inline and loads nothing from elsewhere', () => {
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url?.slice(0, 2))).toEqual(
    expect.arrayContaining(['./']) as string[],
  );
  expect(html).not.toMatch(/(?:src|href)="(?!\.\/)/);
});

it('the page has its messages parsed, and no parser of them', () => {
  const scripts = readdirSync(join(PAGE, 'assets')).filter((file) => file.endsWith('.js'));
  const code = scripts.map((file) => readFileSync(join(PAGE, 'assets', file), 'utf8')).join('\n');
  expect(code).toContain('`Members of `');
  expect(code).not.toMatch(/\{\w+, (?:plural|select), /);
  expect(code).not.toContain('EXPECT_ARGUMENT_CLOSING_BRACE');
});
