/** Forge's own Content-Security-Policy for the app's page, made by Forge's own code. */
import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio/slim';
import type { AppManifest } from './manifest';

const quiet = { info: () => undefined };
const processing = new CSPProcessingService(quiet, load);
const injection = new CSPInjectionService();

/** The policy header for the page `html` of the app, on a site at `siteUrl`. */
export function contentSecurityPolicy(html: string, manifest: AppManifest, siteUrl: string): string {
  const existingCSPDetails = processing.getCspDetails(html, { scopes: [], content: manifest.content });
  const directives = injection.getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', hostname: siteUrl });
  // Left out because the browser would send each violation to Atlassian over the network.
  return directives.filter((directive) => !directive.startsWith('report-uri ')).join('; ');
}
