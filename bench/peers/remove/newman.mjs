// Atlassian's own article: a Postman collection with the request by name, run over a CSV. No reporter slows it down.
import { fileURLToPath } from 'node:url';
import newman from 'newman';
import { PEOPLE, report, SITE, TOKEN } from '../job.mjs';

await report(
  () =>
    new Promise((resolve, reject) => {
      newman.run(
        {
          collection: fileURLToPath(new URL('newman.collection.json', import.meta.url)),
          iterationData: PEOPLE,
          globals: {
            values: Object.entries({ site: SITE, token: TOKEN }).map(([key, value]) => ({ key, value })),
          },
        },
        (error) => (error ? reject(error) : resolve({})),
      );
    }),
);
