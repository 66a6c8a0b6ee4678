import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useAfterFirstReads } from '../../../static/admin-panel/src/ui/useAfterFirstReads';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('lets the page be there and read what it shows first', async () => {
  const client = new QueryClient();
  let come: ((rows: string) => void) | undefined;
  const read = client.query({
    queryKey: ['first'],
    queryFn: () => new Promise<string>((resolve) => (come = resolve)),
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useAfterFirstReads(), { wrapper });
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(result.current).toBe(false);
  come?.('rows');
  await act(() => read);
  expect(result.current).toBe(false);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(result.current).toBe(true);
});
