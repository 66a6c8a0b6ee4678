import { chromium, type Browser } from 'playwright-core';

/** The browser that the global setup launched for this worker. */
export function connectBrowser(): Promise<Browser> {
  const endpoints = process.env.BROWSER_ENDPOINTS?.split(' ') ?? [];
  // Workers are numbered from 1, also where Jest runs everything in its own process.
  const endpoint = endpoints[(Number(process.env.JEST_WORKER_ID ?? 1) - 1) % endpoints.length];
  if (endpoint === undefined) throw new Error('The browser tests’ global setup did not run.');
  return chromium.connect(endpoint);
}
