import { chromium, type Browser } from 'playwright-core';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    browserEndpoints: string[];
  }
}

/** The browser that the global setup launched for this worker. */
export function connectBrowser(): Promise<Browser> {
  const endpoints = inject('browserEndpoints');
  // Workers are numbered from 1.
  const endpoint = endpoints[(Number(process.env.VITEST_POOL_ID) - 1) % endpoints.length];
  if (endpoint === undefined) throw new Error('The browser tests’ global setup did not run.');
  return chromium.connect(endpoint);
}
