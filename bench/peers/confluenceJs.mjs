// The client of confluence.js for the site.
import { ConfluenceClient } from 'confluence.js';
import { SITE, TOKEN } from './job.mjs';

export const client = new ConfluenceClient({
  host: SITE,
  authentication: { oauth2: { accessToken: TOKEN } },
});
