/**
 * Whether the sandbox refuses a change of what is so already: 404 for the removal of somebody who is not in the group, 409
 * for the addition of somebody who is. Otherwise it takes it for a success.
 */
export const REFUSES_REPETITION = process.env.SANDBOX_NON_MEMBER === '404';

/** What becomes of a change of what is so already. */
export const ALREADY_SO = REFUSES_REPETITION ? 'unchanged' : 'done';
