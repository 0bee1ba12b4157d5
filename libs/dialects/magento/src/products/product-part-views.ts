import type { ConfigurableOption, CustomOption, MediaEntry, ProductDocument } from '@sluice/schemas';
import { isJsonObject, type JsonObject } from '../json';
import { EXTENSION_ATTRIBUTES } from '../items/product-fields';

interface Part {
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

/** A part with the properties only its sender knew; they never hide the known ones. */
function unfolded(part: object): JsonObject {
  const { attributes, ...known } = part as Part;
  const others = Object.entries(attributes ?? {}).filter(([name]) => !Object.hasOwn(known, name));
  return Object.fromEntries<unknown>([...Object.entries(known), ...others]);
}

export const mediaView = (entry: MediaEntry): JsonObject => unfolded(entry);

export const mediaViews = ({ media = [] }: ProductDocument): JsonObject[] => media.map(mediaView);

export const linkViews = ({ sku, links = [] }: ProductDocument): JsonObject[] =>
  links.map((link) => unfolded({ sku, ...link }));

const optionView = (sku: string, { values, ...option }: CustomOption): JsonObject =>
  unfolded({
    product_sku: sku,
    ...option,
    ...(values === undefined ? {} : { values: values.map((value) => unfolded(value)) }),
  });

export const optionViews = ({ sku, options = [] }: ProductDocument): JsonObject[] =>
  options.map((option) => optionView(sku, option));

const configurableOptionView = ({ values, ...option }: ConfigurableOption): JsonObject =>
  unfolded({ ...option, ...(values ? { values: values.map((value) => unfolded(value)) } : {}) });

export const configurableOptionViews = ({ configurable_options = [] }: ProductDocument): JsonObject[] =>
  configurable_options.map(configurableOptionView);

/** Extension attributes as kept, with those that took effect; null where there are none of either kind. */
export function extensionView(document: ProductDocument): unknown {
  const { attributes, website_ids, children, configurable_options: options } = document;
  const kept = attributes[EXTENSION_ATTRIBUTES];
  const own: (readonly [string, unknown])[] = [
    ...(website_ids === undefined ? [] : [['website_ids', website_ids] as const]),
    ...(options === undefined
      ? []
      : [['configurable_product_options', configurableOptionViews(document)] as const]),
    ...(children === undefined
      ? []
      : [['configurable_product_links', children.map(({ id }) => id)] as const]),
  ];
  if (own.length === 0) return kept ?? null;
  const others = isJsonObject(kept) ? Object.entries(kept) : [];
  return Object.fromEntries<unknown>([...others, ...own]);
}
