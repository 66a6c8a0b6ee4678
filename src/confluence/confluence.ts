import type { AppError } from '../contract/errors';

/** Who asks Confluence, and how: the function's `asUser()`, the page's bridge, a test's own site. */
export interface Confluence {
  /**
   * @param path begins with `/wiki/` and is made by `route`
   * Rejects where no answer came, or where the transport refused; `errorOf` tells which.
   */
  requestConfluence: (path: string, init: ConfluenceRequestInit) => Promise<ConfluenceResponse>;
  /** ms since the epoch, by the caller's clock. */
  now: () => number;
  /** ms that a request may take at most if it starts now; 0 or less: none may start. */
  timeLeftMs: (request: 'read' | 'write') => number;
  /**
   * What the transport's own refusal means; undefined where no answer came. Throws again what is not Confluence's to
   * answer: missing consent, the platform's refusals of our own code.
   */
  errorOf: (thrown: unknown) => AppError | undefined;
}

/** Without a method it is a GET. */
export interface ConfluenceRequestInit {
  method?: 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
}

/** As much of a `Response` as is read. */
export interface ConfluenceResponse {
  status: number;
  headers: { forEach: (visit: (value: string, name: string) => void) => void };
  text: () => Promise<string>;
}
