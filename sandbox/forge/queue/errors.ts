/** A push that ends with an error status, in the words that `@forge/events` reads. */
export class QueueError extends Error {
  override name = 'QueueError';

  constructor(
    readonly status: number,
    /** What is sent. */
    readonly body: { code: string; message: string } | { errorMessage: string },
  ) {
    super('message' in body ? body.message : body.errorMessage);
  }
}

/** 400: what is asked makes no sense to the queue. Which code Forge sends is not documented. */
export const invalidPush = (message: string): QueueError =>
  new QueueError(400, { code: 'BAD_REQUEST', message });

/** 404: nothing is known of the job. */
export const noSuchJob = (): QueueError =>
  new QueueError(404, { code: 'NOT_FOUND', message: 'The job was not found' });

/** 405: too many pushes came of one invocation. */
export const cyclicLimit = (): QueueError =>
  new QueueError(405, {
    code: 'INVOCATION_LIMIT',
    message: 'The limit on cyclic invocation has been reached',
  });

/** 413: an event, or all of a push, is too large. */
export const tooLarge = (errorMessage: string): QueueError => new QueueError(413, { errorMessage });

/** 429: more events than a minute has room for. */
export const tooManyEvents = (): QueueError =>
  new QueueError(429, { code: 'TOO_MANY_REQUESTS', message: 'The app pushed too many events' });
