import { join } from 'node:path';
import { loadFunction } from '../../../sandbox/forge/loadFunction';

const bundle = join(import.meta.dirname, 'fixtures', 'function.cjs');

it('takes the export that the manifest names', async () => {
  const handler = loadFunction(bundle, 'handler');
  expect(await handler({ call: { functionKey: 'a' }, context: {} }, {})).toEqual({
    functionKey: 'a',
    calls: 1,
  });
});

it('says when the export is not a function', () => {
  expect(() => loadFunction(bundle, 'notAFunction')).toThrow(/does not export the function "notAFunction"/);
});

it('says how to build what is missing', () => {
  expect(() => loadFunction('/nowhere/index.cjs', 'handler')).toThrow(/not built.*npm run build/);
});
