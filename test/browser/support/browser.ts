import { chromium, type Browser } from 'playwright-core';

/** The browser that the global setup launched for all test files. */
export function connectBrowser(): Promise<Browser> {
  const endpoint = process.env.BROWSER_ENDPOINT;
  if (endpoint === undefined) throw new Error('The browser tests’ global setup did not run.');
  return chromium.connect(endpoint);
}
