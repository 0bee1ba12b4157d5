import { z } from 'zod';
import { openObject } from '../open-object';

const open = { attributes: openObject.optional() };

/** Names of attribute sets are compared without regard to case. */
export const attributeSetKey = (name: string): string => name.toLowerCase();

/** Payload of `attribute_set/create`. */
export const attributeSetCreatePayload = z.object({
  attribute_set_name: z.string().min(1),
  sort_order: z.int().nullish(),
  /** The set whose groups and assignments it begins with. */
  skeleton_id: z.int(),
  ...open,
});
export type AttributeSetCreatePayload = z.infer<typeof attributeSetCreatePayload>;

/** The set an operation names by its id: `set` is the key that the id led to when it was accepted, or `id:17`. */
const namedSet = { set: z.string().min(1), attribute_set_id: z.int() };

/** Payload of `attribute_set/save-group`. */
export const attributeGroupPayload = z.object({
  ...namedSet,
  attribute_group_id: z.int().nullish(),
  attribute_group_name: z.string().nullish(),
  ...open,
});
export type AttributeGroupPayload = z.infer<typeof attributeGroupPayload>;

/** Payload of `attribute_set/assign`. */
export const attributeAssignPayload = z.object({
  ...namedSet,
  attribute_group_id: z.int(),
  attribute_code: z.string(),
  sort_order: z.int(),
});
export type AttributeAssignPayload = z.infer<typeof attributeAssignPayload>;

/** A group of an attribute set as stored. */
export interface AttributeGroup {
  readonly attribute_group_id: number;
  readonly attribute_group_name: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** An attribute's place in a set. */
export interface AssignedAttribute {
  readonly entity_attribute_id: number;
  readonly attribute_code: string;
  readonly attribute_group_id: number;
  readonly sort_order: number;
}

/** An attribute set as stored; the key is its name in small letters. The built-in one has only names and groups. */
export interface AttributeSetDocument {
  readonly attribute_set_name: string;
  readonly sort_order: number;
  readonly groups: readonly AttributeGroup[];
  readonly assigned?: readonly AssignedAttribute[];
  readonly attributes: Readonly<Record<string, unknown>>;
}
