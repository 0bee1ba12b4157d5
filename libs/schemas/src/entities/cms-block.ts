import { z } from 'zod';
import { openObject } from '../open-object';

const text = z.string().nullish();

/** What a block is made of; `store_id` lists the ids of the store views it is shown in, 0 for all. */
const fields = {
  identifier: text,
  title: text,
  content: text,
  creation_time: text,
  update_time: text,
  active: z.boolean().nullish(),
  store_id: z.unknown().optional(),
};

/** The names of a block's fields, in the order they are printed. */
export const CMS_BLOCK_FIELDS: readonly string[] = Object.keys(fields);

/** Payload of `cms_block/create` and `cms_block/update`: what is absent stays as it is, `attributes` merge by name. */
export const cmsBlockPayload = z.object({ id: z.int(), ...fields, attributes: openObject.optional() });
export type CmsBlockPayload = z.infer<typeof cmsBlockPayload>;

/** A block as stored, under its id; times are `YYYY-MM-DD HH:MM:SS`, UTC. */
export type CmsBlockDocument = Omit<CmsBlockPayload, 'id' | 'attributes'> & {
  readonly attributes: Readonly<Record<string, unknown>>;
};
