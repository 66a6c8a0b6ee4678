import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the documents name is there, and what they quote is so. */

const ROOT = join(import.meta.dirname, '..');
const PAGE = 'static/admin-panel/src';
const DOCUMENTS = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
/** Made, fetched or kept elsewhere. */
const NOT_IN_TREE = new Set(['node_modules', 'dist', '.git', '.build', 'coverage']);
const FILE_NAME = /\.(?:tsx?|mjs|js|css|json|ya?ml|md|svg|html)$/;
/** Named like a file of the repository, and none of it. */
const ELSEWHERE = new Set(['group-members/storage.json', 'confluence.js']);
/** At least so many sentences of the README have their files. */
const SENTENCES_IN_MAP = 15;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Files and folders, a folder with a slash behind it; relative to the repository. */
function listTree(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (NOT_IN_TREE.has(entry.name)) return [];
    return entry.isDirectory() ? [`${path}/`, ...listTree(`${path}/`)] : [path];
  });
}

const TREE = listTree();
const FOLDERS = new Set(
  TREE.filter((path) => path.endsWith('/')).map((path) => path.split('/').at(-2) ?? ''),
);

/** The text without blocks of code. */
const proseOf = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

/** Whether a word of code names a file or folder of the repository. */
function isPath(word: string): boolean {
  if (!/^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(word) || ELSEWHERE.has(word)) return false;
  const [first = ''] = word.split('/');
  const isBuilt = word.split('/').some((part) => NOT_IN_TREE.has(part));
  return !isBuilt && (FILE_NAME.test(word) || (word.includes('/') && FOLDERS.has(first)));
}

/** As the documents name files: by the end of the path, a folder with or without the slash, a module without its ending. */
function isInTree(path: string): boolean {
  const names = [path, `${path}/`, `${path}.ts`, `${path}.tsx`];
  return TREE.some((known) => names.some((name) => known === name || known.endsWith(`/${name}`)));
}

/** GitHub's, of the headings of a document. */
function anchorsIn(text: string): Set<string> {
  const headings = [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Without what marks it up, on one line. */
const plain = (text: string): string =>
  text.replace(/[*_`]/g, '').replace(/\\(.)/g, '$1').replace(/\s+/g, ' ');

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  it('names files that are there', () => {
    const named = [...proseOf(text).matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(' '));
    expect(named.filter((word) => isPath(word) && !isInTree(word))).toEqual([]);
  });

  it('links to what is there', () => {
    const targets = [
      ...[...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
      ...[...proseOf(text).matchAll(/\s(?:src|srcset|href)="([^"]+)"/g)].map(([, target = '']) => target),
    ];
    const broken = targets.filter((target) => {
      if (/^[a-z]+:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchorsIn(read(file)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names scripts that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect([...new Set(named)].filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('the map of CONTRIBUTING.md', () => {
  const [, section = ''] = /^## The map$([\s\S]*?)^## /m.exec(read('CONTRIBUTING.md')) ?? [];
  const entries = [...section.matchAll(/^- “(.+?)”\s+((?:`[^`]+`[,\s]*)+)$/gms)].map(
    ([, sentence = '', files = '']) => ({
      sentence,
      files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
    }),
  );

  it('has enough sentences, each with its files', () => {
    expect(entries.length).toBeGreaterThanOrEqual(SENTENCES_IN_MAP);
    expect(entries).toHaveLength(section.match(/^- /gm)?.length ?? 0);
    const files = entries.flatMap((entry) => entry.files);
    expect(files.filter((file) => !TREE.includes(file))).toEqual([]);
  });

  it('quotes the README word by word', () => {
    const readme = plain(read('README.md'));
    expect(entries.map(({ sentence }) => sentence).filter((one) => !readme.includes(plain(one)))).toEqual([]);
  });
});

describe('the picture of the architecture', () => {
  const picture = read('docs/images/architecture.svg');
  const named = [...picture.matchAll(/<text [^>]*class="path[^"]*"[^>]*>([^<]+)</g)].map(
    ([, name = '']) => name,
  );

  it('has files and folders that are there', () => {
    const roots = ['', 'src/', `${PAGE}/`];
    expect(named.filter((name) => !roots.some((root) => TREE.includes(root + name)))).toEqual([]);
  });

  it.each(['src', PAGE])('has every folder of %s', (root) => {
    const folders = readdirSync(join(ROOT, root), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`${entry.name}/`] : [],
    );
    expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
  });

  it('is as light and as dark as the page it is on', () => {
    expect(picture).toContain('@media (prefers-color-scheme: dark)');
  });
});
