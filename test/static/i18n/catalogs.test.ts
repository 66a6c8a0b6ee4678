import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import * as v from 'valibot';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';

const PAGE = join(import.meta.dirname, '../../../static/admin-panel/src');
const FILES = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
const isCatalog = (name: string) => name.endsWith('Messages.ts') && basename(name) !== 'defineMessages.ts';
const SOURCE = FILES.filter((name) => !isCatalog(name))
  .map((name) => readFileSync(join(PAGE, name), 'utf8'))
  .join('\n');

const Exports = v.record(v.string(), v.object({ ids: v.array(v.string()), text: v.function() }));

interface Catalog {
  file: string;
  feature: string;
  messages: [id: string, message: string][];
}

/** A catalog as it is written: what a translator is given of it. */
async function readCatalog(file: string): Promise<Catalog> {
  const exported = Object.entries(v.parse(Exports, await import(join(PAGE, file))));
  expect(exported.map(([name]) => name)).toEqual([basename(file, '.ts')]);
  const catalog: Catalog = { file, feature: '', messages: [] };
  setLanguage({
    locale: 'en-US',
    translate: (feature, id, message) => {
      catalog.feature = feature;
      catalog.messages.push([id, typeof message === 'string' ? message : '']);
      return id; // Has no arguments.
    },
  });
  for (const [, { ids, text }] of exported) for (const id of ids) text(id);
  setLanguage(ENGLISH);
  return catalog;
}

/**
 * What the page calls otherwise: a run is "changes", an account a person, and what reading costs is not said.
 * `accountId` is what Confluence calls it, and so does the page.
 */
const AVOIDED = /\b(runs?|accounts?(?! IDs?\b)|points?|requests?|loaded)\b/i;
/** Messages that are right with such a word, by feature and id. */
const RIGHT = new Set([
  'kinds.tooMuch', // Which of Confluence's limits was met.
  'kinds.notAccepted', // The request is what Confluence speaks of there.
  'kinds.nothingSent',
  'kinds.earlierRequest',
  'members.restTakes', // Only of groups so large that reading them takes a while.
  'members.allLoaded',
  'groupPage.exportLoaded',
  'plan.askAboutPeople', // Of so many people that asking takes a while.
  'plan.manyToAsk',
  'run.notBegunText', // Part of the page itself.
  'planSafeguards.yourself', // The person who reads it.
  'planSafeguards.yourselfToo',
  'protected.help', // Service accounts are called so.
]);

const catalogs = FILES.filter(isCatalog);

it('there are some, each with a name of its own', async () => {
  const features = (await Promise.all(catalogs.map(readCatalog))).map(({ feature }) => feature);
  expect(features.length).toBeGreaterThan(5);
  expect(new Set(features).size).toBe(features.length);
});

it('every exception is one still', async () => {
  const read = await Promise.all(catalogs.map(readCatalog));
  const avoiding = read.flatMap(({ feature, messages }) =>
    messages.filter(([, message]) => AVOIDED.test(wordsOf(message))).map(([id]) => `${feature}.${id}`),
  );
  expect([...RIGHT].filter((name) => !avoiding.includes(name))).toEqual([]);
});

describe.each(catalogs)('%s', (file) => {
  const faults = async (isFaulty: (message: string, id: string, feature: string) => boolean) => {
    const { feature, messages } = await readCatalog(file);
    return messages.filter(([id, message]) => isFaulty(message, id, feature));
  };

  it('has messages that can be read, under names in camel case', async () => {
    const { messages } = await readCatalog(file);
    for (const [id, message] of messages) {
      expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expect(() => parse(message, { ignoreTag: true })).not.toThrow();
    }
  });

  it('has no straight apostrophe, which quotes, and no straight quotation marks', async () => {
    expect(await faults((message) => /['"]/.test(message))).toEqual([]);
  });

  it('has arguments as the types read them', async () => {
    expect(await faults((message) => /\{\w+(, \w+)?(,(?! )|\s+,|, {2})|\{\s+\w/.test(message))).toEqual([]);
  });

  it('has whole texts: none to be put together with another', async () => {
    expect(await faults((message) => message === '' || message !== message.trim())).toEqual([]);
  });

  it('counts with the number in the language’s way', async () => {
    expect(await faults((message) => hasPlainCount(parse(message, { ignoreTag: true })))).toEqual([]);
  });

  it('has no message that is not used', async () => {
    expect(await faults((_, id) => !SOURCE.includes(`'${id}'`) && !SOURCE.includes(`"${id}"`))).toEqual([]);
  });

  it('speaks of changes and people', async () => {
    expect(
      await faults(
        (message, id, feature) => AVOIDED.test(wordsOf(message)) && !RIGHT.has(`${feature}.${id}`),
      ),
    ).toEqual([]);
  });
});

/** The text of a message without the names of its arguments. */
function wordsOf(message: string): string {
  return textsIn(parse(message, { ignoreTag: true })).join(' ');
}

function textsIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
        return [element.value];
      case TYPE.plural:
      case TYPE.select:
        return Object.values(element.options).flatMap(({ value }) => textsIn(value));
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
      case TYPE.pound:
      case TYPE.tag:
        return [];
    }
  });
}

/** A plural's own number shown as `{count}`, which has no separators: it is `#`. */
function hasPlainCount(elements: readonly MessageFormatElement[], counted: readonly string[] = []): boolean {
  return elements.some((element) => {
    switch (element.type) {
      case TYPE.argument:
        return counted.includes(element.value);
      case TYPE.plural:
        return Object.values(element.options).some(({ value }) =>
          hasPlainCount(value, [...counted, element.value]),
        );
      case TYPE.select:
        return Object.values(element.options).some(({ value }) => hasPlainCount(value, counted));
      case TYPE.literal:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
      case TYPE.pound:
      case TYPE.tag:
        return false;
    }
  });
}
