import { render, screen, within } from '@testing-library/react';
import type { AppError, ErrorKind } from '../../../src/contract';
import { ReadFailed } from '../../../static/admin-panel/src/host/readFailed';
import { ENGLISH, setLanguage } from '../../../static/admin-panel/src/i18n/defineMessages';
import { CannotShow, ErrorBoundary } from '../../../static/admin-panel/src/problems/ErrorBoundary';
import { KIND_WORDS } from '../../../static/admin-panel/src/problems/kindWords';
import { Offline } from '../../../static/admin-panel/src/problems/Offline';
import { Problem } from '../../../static/admin-panel/src/problems/Problem';
import { bridge } from '../support/bridge';
import { expectOnlyCatalogWords } from '../support/catalogWords';
import { expectThrown } from '../support/expectThrown';
import { PSEUDO_LANGUAGE } from '../support/pseudoLanguage';
import { setupUser } from '../support/setupUser';

beforeEach(() => bridge.reset());
afterEach(() => setLanguage(ENGLISH));

const REFUSED: AppError = {
  ...{ kind: 'permission', status: 403, traceId: 'trace-1', detail: 'Not from this network' },
  response: { status: 403, headers: { 'atl-traceid': 'trace-1', 'retry-after': '9' }, body: '{"m":1}' },
};

it('says in Confluence’s words first what was refused, then what to do, and has the answer to copy', async () => {
  const user = setupUser();
  const onRetry = vi.fn();
  render(<Problem error={new ReadFailed(REFUSED)} during="read" headingLevel="h2" onRetry={onRetry} />);
  await screen.findByText('Confluence refused this');
  const quotation = screen.getByText('Not from this network');
  expect(quotation.tagName).toBe('BDI');
  expect(quotation.closest('p')?.textContent).toBe('Confluence said: “Not from this network”');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  await user.click(screen.getByText('Response details'));
  expect(screen.getByText(/Status code/).textContent).toBe(
    'Status code: 403\nTrace ID: trace-1\nretry-after: 9\n\n{"m":1}',
  );
  await user.click(screen.getByRole('button', { name: 'Copy details' }));
  await screen.findByText('Copied');
  expect(await navigator.clipboard.readText()).toContain('Trace ID: trace-1');
});

it('offers to ask again only where that can help', async () => {
  const user = setupUser();
  const onRetry = vi.fn();
  const problem = (kind: ErrorKind) => (
    <Problem error={{ kind }} during="read" headingLevel="h2" title="What failed" onRetry={onRetry} />
  );
  const { rerender } = render(problem('unavailable'));
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledTimes(1);
  expect(screen.getByText('What failed')).toBeTruthy();
  rerender(problem('groupNotFound'));
  expect(screen.queryByRole('button')).toBeNull();
  rerender(problem('signedOut'));
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual([
    'Try again',
    'Reload page',
  ]);
});

it('takes what was thrown and is no answer of Confluence for a failed request', async () => {
  render(<Problem error={new TypeError('boom')} during="read" headingLevel="h2" />);
  await screen.findByText('No usable answer from Confluence');
  expect(screen.queryByText(/Confluence said/)).toBeNull();
  expect(screen.getByText('boom').tagName).toBe('PRE');
});

it('has all of its words from the catalogs, of every kind of error', async () => {
  setLanguage(PSEUDO_LANGUAGE);
  const kinds = Object.keys(KIND_WORDS) as ErrorKind[];
  const { container } = render(
    <>
      <Offline />
      <CannotShow />
      {kinds.map((kind) => (
        <Problem
          key={kind}
          error={{ ...REFUSED, kind }}
          during="removal"
          headingLevel="h2"
          onRetry={() => undefined}
        />
      ))}
      {kinds.map((kind) => (
        <Problem key={kind} error={{ kind }} during="history" headingLevel="h2" onRetry={() => undefined} />
      ))}
    </>,
  );
  await screen.findAllByText('Cónflúéncé sáíd: “', { exact: false });
  expectOnlyCatalogWords(container, {
    data: ['Not from this network', 'trace-1', 'retry-after', '{"m":1}'],
  });
});

it('is told of a word that no catalog has', () => {
  const { container } = render(<p title="Ada">Saved</p>);
  expect(() => expectOnlyCatalogWords(container, { data: ['Ada'] })).toThrow('Saved');
  expect(() => expectOnlyCatalogWords(container, { data: ['Saved'] })).toThrow('Ada');
});

it('shows in place of what failed that it did, and leaves the rest', () => {
  expectThrown();
  const Broken = (): never => {
    throw new Error('boom');
  };
  render(
    <>
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>
      <p>Beside it</p>
    </>,
  );
  const heading = screen.getByRole('heading', { name: 'This page can’t be shown' });
  const text = heading.parentElement ? within(heading.parentElement) : screen;
  text.getByText('Something in the page itself failed. What was changed before stays changed.');
  text.getByRole('button', { name: 'Reload page' });
  screen.getByText('Beside it');
});
