/** Query parameters that lists share. */
import { z } from 'zod';
import { cleanText } from './json-bodies.ts';

const text = (max: number) =>
  z
    .string()
    .max(max)
    .transform((typed) => cleanText(typed).trim() || null)
    .nullable()
    .default(null);

/** `page` is what the page before called `nextPage`. */
export const pageOf = {
  page: text(500),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/** Words to look for. */
export const searched = text(200);
