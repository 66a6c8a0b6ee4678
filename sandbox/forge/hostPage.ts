/** `/`: Confluence's settings page with the app in an iframe. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupIds } from '../confluence';
import { escapeHtml, fillTemplate } from '../http/html';
import { Problem } from '../http/problem';
import type { ForgeHost } from './host';
import { hostContext } from './installation';
import { isPersona, PERSONA_LABELS, PERSONAS } from './personas';
import { describeScope } from './scopes';
import { USER_EXPORT_NAME } from './userExport';

/** The folder of the settings page's own files. */
export const HOST_FOLDER = join(import.meta.dirname, 'host');

/** The settings page loads its own files and the app, nothing else. */
export const HOST_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const THEMES = ['light', 'dark'];

/** The group that the greeting leads to. */
export const GREETING_GROUP = groupIds.contractors;

/** Opens the greeting where it was not dismissed. */
const GREETING = '<script src="/sandbox/host/greetFirst.js"></script>';

/**
 * The settings page for the address's parameters, a site admin's where they name nobody; 400 when they name somebody we do
 * not know. The address without parameters greets.
 */
export function hostPage(host: ForgeHost, params: URLSearchParams, siteUrl: string): string {
  const as = params.get('as') ?? 'site-admin';
  if (!isPersona(as)) {
    throw new Problem(400, `There is no persona "${as}". The sandbox knows ${PERSONAS.join(', ')}.`);
  }
  const theme = params.get('theme') ?? 'auto';
  if (theme !== 'auto' && !THEMES.includes(theme)) {
    throw new Problem(
      400,
      `There is no theme "${theme}". Leave it out to follow the system, or use light or dark.`,
    );
  }
  const { manifest, confluence } = host;
  const { accountId, displayName } = confluence.personas[as];
  const config = {
    as,
    theme,
    appName: manifest.appName,
    scopes: manifest.scopes.map(describeScope),
    context: { ...hostContext(manifest, siteUrl), accountId },
    greeting: { groupId: GREETING_GROUP, sampleFile: `/sandbox/${USER_EXPORT_NAME}` },
  };
  const page = fillTemplate(readFileSync(`${HOST_FOLDER}/index.html`, 'utf8'), {
    theme,
    appTitle: manifest.module.title,
    appName: manifest.appName,
    displayName,
    initials: initialsOf(displayName),
    config: JSON.stringify(config),
    tryUrl: `/?as=${as}&group=${GREETING_GROUP}`,
  });
  return page
    .replace('<!-- personas -->', () => personaOptions(as))
    .replace('<!-- greeting -->', params.size === 0 ? GREETING : '');
}

function personaOptions(current: string): string {
  return PERSONAS.map((persona) => {
    const selected = persona === current ? ' selected' : '';
    return `<option value="${persona}"${selected}>${escapeHtml(PERSONA_LABELS[persona])}</option>`;
  }).join('');
}

function initialsOf(displayName: string): string {
  return displayName
    .split(/\s+/)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20))
    .slice(0, 2)
    .join('')
    .toUpperCase();
}
