/** Forge's own Content-Security-Policy for the app's page, made by Forge's own code. */
import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio/slim';

const quiet = { info: () => undefined };
const processing = new CSPProcessingService(quiet, load);
const injection = new CSPInjectionService();

/** The policy header for the page `html` of an app without exceptions, on a site at `siteUrl`. */
export function contentSecurityPolicy(html: string, siteUrl: string): string {
  const existingCSPDetails = processing.getCspDetails(html, { scopes: [], content: {} });
  const directives = injection.getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', hostname: siteUrl });
  // Left out because the browser would send each violation to Atlassian over the network.
  return directives.filter((directive) => !directive.startsWith('report-uri ')).join('; ');
}
