// What `npm test` tries a part of, and `npm run soak` the whole.

/** Whether this is the soak. */
export const isSoak = Boolean(process.env['OWNHAND_SOAK']);

/** The whole in the soak, else a part of it. */
export const slice = <T>(whole: T, part: T): T => (isSoak ? whole : part);
