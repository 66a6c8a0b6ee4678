/** `/`: Confluence's settings page with the app in an iframe. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml, fillTemplate } from '../http/html';
import { Problem } from '../http/problem';
import type { ForgeHost } from './host';
import { hostContext } from './installation';
import { isPersona, PERSONA_LABELS, PERSONAS } from './personas';
import { describeScope } from './scopes';

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

/** The settings page for the address's parameters; 400 when they name nobody we know. */
export function hostPage(host: ForgeHost, params: URLSearchParams, siteUrl: string): string {
  const as = params.get('as') ?? '';
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
  };
  const page = fillTemplate(readFileSync(`${HOST_FOLDER}/index.html`, 'utf8'), {
    theme,
    appTitle: manifest.module.title,
    appName: manifest.appName,
    displayName,
    initials: initialsOf(displayName),
    config: JSON.stringify(config),
  });
  return page.replace('<!-- personas -->', () => personaOptions(as));
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
