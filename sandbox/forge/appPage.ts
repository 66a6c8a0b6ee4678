/** `/app/…`: the app's built page, served as Forge's CDN does. */
import { join } from 'node:path';
import { readServedFile } from '../http/files';
import { messagePage } from '../http/html';
import { Problem } from '../http/problem';
import { contentSecurityPolicy } from './csp';
import type { AppManifest } from './manifest';

const BRIDGE_TAG = '<script src="/sandbox/bridge.js"></script>';

export interface AppAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** The file at `path` of the app's resource; `''` is its page, with the bridge in it. */
export async function serveApp(
  root: string,
  manifest: AppManifest,
  path: string,
  siteUrl: string,
): Promise<AppAnswer> {
  const folder = join(root, manifest.resourcePath);
  if (path !== '' && path !== 'index.html') {
    const { content, type } = await readServedFile(folder, path);
    return { status: 200, headers: { 'content-type': type }, body: content };
  }
  const html = await readPage(folder);
  if (html === undefined) {
    const text = `${manifest.resourcePath}/index.html is missing. Run "npm run build", then reload.`;
    return page(503, messagePage('The page is not built', text), siteUrl);
  }
  return page(200, injectBridge(html), siteUrl, html);
}

function page(status: number, body: string, siteUrl: string, source = body): AppAnswer {
  const policy = contentSecurityPolicy(source, siteUrl);
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body,
  };
}

async function readPage(folder: string): Promise<string | undefined> {
  try {
    return (await readServedFile(folder, 'index.html')).content.toString('utf8');
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
}

/** Puts the bridge first in the head, so that it is there before any script of the app runs. */
function injectBridge(html: string): string {
  const head = /<head(?:\s[^>]*)?>/i;
  return head.test(html) ? html.replace(head, (tag) => tag + BRIDGE_TAG) : BRIDGE_TAG + html;
}
