import '../support/bridge';
import {
  dropKeptPlan,
  keepEdits,
  keepPlan,
  readKeptTexts,
} from '../../../static/admin-panel/src/plan/keptPlan';
import type { Plan } from '../../../static/admin-panel/src/plan/plan';

const OWNER = 'https://site.example me';
const { signal } = new AbortController();
const planOf = (id: string): Plan => ({
  ...{ id, source: { kind: 'offboarding', accountIds: ['ada'] }, openedFrom: { page: 'groups' } },
  ...{ takenOut: new Set(), reason: '', until: '', people: new Map(), groups: new Map() },
  ...{ openedAt: 0, listed: new Map(), files: [] },
});

beforeEach(() => window.sessionStorage.clear());

it('keeps what is edited while the plan is still being written', async () => {
  const keeping = keepPlan(planOf('a'), OWNER, signal);
  keepEdits({ ...planOf('a'), reason: 'OPS-17' });
  expect(await keeping).toBe(true);
  expect(readKeptTexts().plan).toContain('ada');
  expect(readKeptTexts().edits).toContain('OPS-17');
});

it('keeps no plan that was closed meanwhile, and not the one before it', async () => {
  await keepPlan(planOf('a'), OWNER, signal);
  const closing = new AbortController();
  const keeping = keepPlan(planOf('b'), OWNER, closing.signal);
  expect(readKeptTexts().plan).toBeNull();
  closing.abort();
  dropKeptPlan();
  await expect(keeping).rejects.toThrow('abort');
  expect(window.sessionStorage).toHaveLength(0);
});

it('says where the browser has no room', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  expect(await keepPlan(planOf('a'), OWNER, signal)).toBe(false);
});
