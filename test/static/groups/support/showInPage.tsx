import type { ReactNode } from 'react';
import { bridge } from '../../support/bridge';
import { showPart, type ShownPart } from '../../support/showPart';
import { ME } from './groupsSite';

/** Shows a part of the page with all that is around it. */
export function showInPage(part: ReactNode): ShownPart {
  return showPart(part, { path: '/groups', accountId: ME });
}

/** The paths of what was asked of Confluence, without their queries. */
export function pathsAsked(): string[] {
  return bridge.requests.map(({ path }) => path.replace('/wiki/rest/api/', '').replace(/\?.*/, ''));
}
