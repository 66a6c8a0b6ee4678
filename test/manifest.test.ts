import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { validate } from '@forge/manifest';
import ts from 'typescript';
import { parse } from 'yaml';
import { Specification } from '../sandbox/confluence/specification';

const ROOT = join(import.meta.dirname, '..');
const CONFLUENCE = join(ROOT, 'src/confluence');
const text = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');
const manifest = parse(text) as {
  permissions: { scopes: Record<string, { allowImpersonation?: boolean }> };
  app: { runtime: { name: string } };
  modules: Record<string, unknown[]>;
};
const { scopes } = manifest.permissions;

it('is valid by Atlassian’s own validator, which looks for the handler and the built page too', async () => {
  const { success, errors } = await validate();
  expect(errors ?? []).toEqual([]);
  expect(success).toBe(true);
});

it('is a page in Confluence’s settings and what goes on without it, and nothing else', () => {
  const { consumer, scheduledTrigger, function: functions, ...others } = manifest.modules;
  expect(Object.keys(others)).toEqual(['confluence:globalSettings']);
  expect(consumer).toEqual([{ key: 'runs', queue: 'runs', function: 'worker' }]);
  expect(scheduledTrigger).toEqual([{ key: 'due', function: 'due-worker', interval: 'hour' }]);
  // 900 s is the most that Forge gives, and a resolver has no say: it is killed at 25 s.
  expect(functions).toEqual([
    { key: 'resolver', handler: 'index.handler' },
    { key: 'worker', handler: 'worker.handler', timeoutSeconds: 900 },
    { key: 'due-worker', handler: 'worker.due', timeoutSeconds: 900 },
  ]);
  expect(manifest.app.runtime.name).toBe('nodejs24.x');
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
  const files = readdirSync(CONFLUENCE).map((name) => join(CONFLUENCE, name));
  // Forge's storage is no operation of Confluence.
  expect([...(await scopesOf(files)), 'storage:app'].sort()).toEqual(Object.keys(scopes).sort());
});

it('lets the app act for admins who are away with the scopes that the worker needs, and no other', async () => {
  const files = filesBehind(join(ROOT, 'src/worker.ts')).filter((file) => dirname(file) === CONFLUENCE);
  const allowed = Object.entries(scopes).filter(([, { allowImpersonation }]) => allowImpersonation);
  expect(await scopesOf(files)).toEqual(allowed.map(([scope]) => scope).sort());
});

/** The scopes that the calls in files of src/confluence need. */
async function scopesOf(files: readonly string[]): Promise<string[]> {
  const specification = await Specification.load();
  const needed = files.flatMap(callsInFile).flatMap(({ method, path }) => {
    const operation = specification.match({ method, path });
    if (!operation) throw new Error(`No such operation: ${method} ${path}`);
    return operation.scopes;
  });
  return [...new Set(needed)].sort();
}

/** A file and all that it imports of the app's own, directly or not. */
function filesBehind(entry: string): string[] {
  const files = new Set<string>();
  const add = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    for (const node of readSource(path).statements) {
      const { moduleSpecifier } = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node : {};
      if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
      const isType =
        ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      if (isType || !moduleSpecifier.text.startsWith('.')) continue;
      const imported = join(dirname(path), moduleSpecifier.text);
      add(existsSync(`${imported}.ts`) ? `${imported}.ts` : join(imported, 'index.ts'));
    }
  };
  add(entry);
  return [...files];
}

function readSource(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

/**
 * The requests that a file makes, read from its calls of `requestConfluence` as `forge lint` reads them: it sees only what
 * a call spells out, and compares that with the scopes.
 */
function callsInFile(path: string): { method: string; path: string }[] {
  const nodes = nodesIn(readSource(path));
  const calls = nodes.filter(ts.isCallExpression).flatMap(callIn);
  // Whoever calls it by another name, or hands it on, would not be seen.
  expect([path, calls.length]).toEqual([path, nodes.filter(isMention).length]);
  return calls;
}

/** Whether the name stands here, other than in a type. */
function isMention(node: ts.Node): boolean {
  const isName = ts.isIdentifier(node) || ts.isStringLiteral(node);
  return isName && node.text === 'requestConfluence' && !ts.isPropertySignature(node.parent);
}

function callIn({ expression, arguments: given }: ts.CallExpression): { method: string; path: string }[] {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'requestConfluence') return [];
  expect(expression.expression.getText()).toBe('confluence');
  const [path, init] = given;
  if (!path || !ts.isTaggedTemplateExpression(path) || !init || !ts.isObjectLiteralExpression(init)) {
    throw new Error(`Neither a path nor options can be read in ${expression.parent.getText()}.`);
  }
  const template = path.template.getText();
  expect(path.tag.getText()).toBe('route');
  // The linter puts the parts of a template in the order of their columns.
  expect(template).not.toContain('\n');
  const [endpoint = ''] = template.slice(1, -1).split('?');
  return [{ method: methodIn(init), path: endpoint.replace(/\$\{[^}]*\}/g, 'ID') }];
}

function methodIn({ properties }: ts.ObjectLiteralExpression): string {
  const named = properties.find(({ name }) => name?.getText() === 'method');
  // Spread options could have a method that nobody sees.
  expect(properties.every(ts.isPropertyAssignment)).toBe(true);
  if (!named) return 'GET';
  if (!ts.isPropertyAssignment(named) || !ts.isStringLiteral(named.initializer)) {
    throw new Error(`The method cannot be read in ${named.getText()}.`);
  }
  return named.initializer.text;
}

function nodesIn(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    nodes.push(...nodesIn(child));
  });
  return nodes;
}
