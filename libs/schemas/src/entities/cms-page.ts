import { z } from 'zod';
import { openObject } from '../open-object';

const text = z.string().nullish();

/** What a page is made of; `store_id` lists the ids of the store views it is shown in, 0 for all. */
const fields = {
  identifier: text,
  title: text,
  page_layout: text,
  meta_title: text,
  meta_keywords: text,
  meta_description: text,
  content_heading: text,
  content: text,
  creation_time: text,
  update_time: text,
  sort_order: text,
  layout_update_xml: text,
  custom_theme: text,
  custom_root_template: text,
  custom_layout_update_xml: text,
  custom_theme_from: text,
  custom_theme_to: text,
  active: z.boolean().nullish(),
  store_id: z.unknown().optional(),
};

/** The names of a page's fields, in the order they are printed. */
export const CMS_PAGE_FIELDS: readonly string[] = Object.keys(fields);

/** Payload of `cms_page/create` and `cms_page/update`: what is absent stays as it is, `attributes` merge by name. */
export const cmsPagePayload = z.object({ id: z.int(), ...fields, attributes: openObject.optional() });
export type CmsPagePayload = z.infer<typeof cmsPagePayload>;

/** Payload of `cms_page/delete`. */
export const cmsPageDeletePayload = z.object({ id: z.int() });

/** A page as stored, under its id; times are `YYYY-MM-DD HH:MM:SS`, UTC. */
export type CmsPageDocument = Omit<CmsPagePayload, 'id' | 'attributes'> & {
  readonly attributes: Readonly<Record<string, unknown>>;
};
