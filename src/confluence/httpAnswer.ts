/** An HTTP answer with its body read; header names in lower case. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** How a page begins, after comments and what XHTML has before. */
const PAGE_START =
  /^(?:\s|<\?xml[^>]*>|<!--[^]*?-->)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|center|div|h\d|p|br|hr)(?=[\s/>])/i;
/** What Atlassian's login pages have, old and new, and what any login page has. */
const LOGIN =
  /\b(?:id|auth)\.atlassian\.com\/(?:login|authorize)|\/login\.action|\bos_username\b|<input\b[^>]*\btype\s*=\s*["']?password\b|(?:<title\b[^>]*>[^<]*\b|>\s*)(?:log|sign)[\s-]?in\b/i;

export function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

/** Whether it is a page for people, such as a gateway's: Confluence's REST API answers with JSON, XML, text or nothing. */
export function isWebPage({ headers, body }: HttpAnswer): boolean {
  if (PAGE_START.test(body)) return true;
  return /\bx?html\b/i.test(headers['content-type'] ?? '') && /^\s*<(?!\?xml)[!a-z]/i.test(body);
}

/** Whether it sends to a login page, or is one. */
export function isLogin(answer: HttpAnswer): boolean {
  return LOGIN.test(isWebPage(answer) ? answer.body : (answer.headers.location ?? ''));
}
