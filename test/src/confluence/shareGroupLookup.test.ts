import { shareGroupLookup } from '../../../src/confluence/shareGroupLookup';
import { MemoryConfluence } from './support/memoryConfluence';

let confluence: MemoryConfluence;
beforeEach(() => {
  confluence = new MemoryConfluence();
  confluence.addGroup('g', [], { name: 'Old' });
});

const found = (name: string) => ({ ok: true, value: { id: 'g', name } });

it('asks once for all who ask at the same time', async () => {
  const { findNow } = shareGroupLookup(confluence, 'g');
  expect(await Promise.all([findNow(), findNow(), findNow()])).toEqual(Array(3).fill(found('Old')));
  expect(confluence.asked).toHaveLength(1);
});

it('asks again for those who come while it asks, because the group may be gone since, and once for them all', async () => {
  const { findNow } = shareGroupLookup(confluence, 'g');
  const first = findNow();
  await Promise.resolve();
  await Promise.resolve();
  expect(confluence.asked).toHaveLength(1);
  const later = [findNow(), findNow()];
  expect(await first).toEqual(found('Old'));
  confluence.groups.delete('g');
  for (const group of await Promise.all(later)) {
    expect(group).toMatchObject({ ok: false, error: { kind: 'groupNotFound' } });
  }
  expect(confluence.asked).toHaveLength(2);
});

it('asks again after a lookup that threw', async () => {
  const { findNow } = shareGroupLookup(
    Object.assign(confluence, {
      errorOf: (thrown: unknown) => {
        throw thrown;
      },
    }),
    'g',
  );
  confluence.faults.push({ match: /by-id/, answer: 'cut', times: 1 });
  await expect(findNow()).rejects.toThrow('socket hang up');
  expect(await findNow()).toEqual(found('Old'));
});

it('keeps what the latest lookup found', async () => {
  const { findNow, findOnce } = shareGroupLookup(confluence, 'g');
  expect(await Promise.all([findOnce(), findOnce()])).toEqual(Array(2).fill(found('Old')));
  confluence.addGroup('g', [], { name: 'New' });
  expect(await findOnce()).toEqual(found('Old'));
  await findNow();
  expect(await findOnce()).toEqual(found('New'));
  expect(confluence.asked).toHaveLength(2);
});

it('does not keep that nothing was found', async () => {
  const { findOnce } = shareGroupLookup(confluence, 'g');
  confluence.faults.push({ match: /by-id/, answer: { status: 500 }, times: 1 });
  expect(await findOnce()).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  expect(await findOnce()).toEqual(found('Old'));
});
