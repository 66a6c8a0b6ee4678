/** What page and function say to each other. Limits are in `limits.ts`, schemas in `inputs.ts`. */
export type * from './calls';
export type * from './changes';
export type * from './directory';
export type * from './errors';
export type * from './inputs';
export type * from './runs';
