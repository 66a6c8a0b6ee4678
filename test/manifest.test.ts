import { validate } from '@forge/manifest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
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
  const specification = await loadSpecification();
  const needed = callsInSource().flatMap(({ method, path }) => {
    const operation = specification.matchOperation({ method, path, headers: {} });
    if (!operation) throw new Error(`No such operation: ${method} ${path}`);
    return (operation.security ?? []).flatMap((requirement) => Object.values(requirement).flat());
  });
  // Forge's storage is no operation of Confluence.
  expect([...new Set([...needed, 'storage:app'])].sort()).toEqual([...manifest.permissions.scopes].sort());
});

/**
 * The requests that src/confluence makes, read from its calls of `requestConfluence` as `forge lint` reads them: it sees
 * only what a call spells out, and compares that with the scopes.
 */
function callsInSource(): { method: string; path: string }[] {
  const folder = join(ROOT, 'src/confluence');
  return readdirSync(folder).flatMap((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
    const nodes = nodesIn(file);
    const calls = nodes.filter(ts.isCallExpression).flatMap(callIn);
    // Whoever calls it by another name, or hands it on, would not be seen.
    expect([name, calls.length]).toEqual([name, nodes.filter(isMention).length]);
    return calls;
  });
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
