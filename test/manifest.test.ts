import { validate } from '@forge/manifest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadSpecification } from './sandbox/confluence/support/conformance';

const ROOT = join(__dirname, '..');
const text = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');
const manifest = parse(text) as {
  permissions: { scopes: string[] };
  app: { runtime: { name: string } };
  modules: Record<string, unknown[]>;
};

it('is valid by Atlassian’s own validator, which looks for the handler and the built page too', async () => {
  const { success, errors } = await validate();
  expect(errors ?? []).toEqual([]);
  expect(success).toBe(true);
});

it('is a page in Confluence’s settings and nothing else', () => {
  expect(Object.keys(manifest.modules)).toEqual(['confluence:globalSettings', 'function']);
  expect(manifest.app.runtime.name).toBe('nodejs22.x');
});

it('asks for no more than scopes: no egress, no exception from the CSP', () => {
  expect(Object.keys(manifest.permissions)).toEqual(['scopes']);
  expect(text).not.toContain('unsafe');
});

it('comes with a tsconfig.json that Forge’s own bundler and linter can use', () => {
  const { compilerOptions, include } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: Record<string, unknown>;
    include: string[];
  };
  // `forge deploy` runs ts-loader, which needs output; `forge lint` reads what the globs name, and nothing for a folder.
  expect(compilerOptions).not.toHaveProperty('noEmit');
  expect(include.every((pattern) => /\*\.tsx?$/.test(pattern))).toBe(true);
});

it('asks for exactly the scopes that the calls need', async () => {
  const specification = await loadSpecification();
  const needed = callsInSource().flatMap(({ method, path }) => {
    const operation = specification.matchOperation({ method, path, headers: {} });
    if (!operation) throw new Error(`No such operation: ${method} ${path}`);
    return (operation.security ?? []).flatMap((requirement) => Object.values(requirement).flat());
  });
  // Forge's storage is no operation of Confluence.
  expect([...new Set([...needed, 'storage:app'])].sort()).toEqual([...manifest.permissions.scopes].sort());
});

/** The requests that src/confluence makes, read from its `requestConfluence(route…)` calls. */
function callsInSource(): { method: string; path: string }[] {
  const folder = join(ROOT, 'src/confluence');
  const source = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const calls = [...source.matchAll(/route`([^`?]+)[^`]*`\s*,\s*\{\s*(?:method: '(\w+)')?/g)];
  expect(calls).toHaveLength(source.match(/requestConfluence\((?!route…)/g)?.length ?? 0);
  return calls.map(([, path = '', method = 'GET']) => ({ method, path: path.replace(/\$\{[^}]*\}/g, 'ID') }));
}
