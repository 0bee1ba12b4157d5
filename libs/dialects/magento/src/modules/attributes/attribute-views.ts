import type {
  AttributeGroup,
  AttributeOption,
  AttributeSetDocument,
  ProductAttributeDocument,
} from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { unfold } from '../../items/shape';
import type { JsonObject } from '../../json';

/** Magento's id of the entity type of products. */
const PRODUCT_TYPE_ID = 4;

/** The inputs that choose among options: their list begins with the empty choice. */
const CHOOSING: ReadonlySet<string> = new Set(['select', 'multiselect', 'swatch_visual', 'swatch_text']);

const NOTHING_CHOSEN = { label: ' ', value: '' };

const bySortOrder = (one: AttributeOption, other: AttributeOption): number =>
  (one.sort_order ?? 0) - (other.sort_order ?? 0);

/** The options in their order, the empty choice first. */
export function optionViews({ frontend_input, options }: ProductAttributeDocument): unknown[] {
  const views = [...options].sort(bySortOrder).map((option) => unfold(option));
  return CHOOSING.has(frontend_input) ? [NOTHING_CHOSEN, ...views] : views;
}

/** Magento's JSON of an attribute. */
export function attributeView({ id, document }: EntityRecord): JsonObject {
  const stored = document as ProductAttributeDocument;
  const known = { attribute_id: id, ...stored, entity_type_id: String(PRODUCT_TYPE_ID) };
  return unfold({ is_user_defined: true, ...known, options: optionViews(stored) }) as JsonObject;
}

/** Magento's JSON of an attribute set, without what is asked for apart. */
export function attributeSetView({ id, document }: EntityRecord): JsonObject {
  const { attribute_set_name, sort_order, attributes } = document as AttributeSetDocument;
  const known = { attribute_set_id: id, attribute_set_name, sort_order, entity_type_id: PRODUCT_TYPE_ID };
  return unfold({ ...known, attributes }) as JsonObject;
}

/** Magento's JSON of a group; its id is text there. */
export const groupView = (group: AttributeGroup, setId: number | null): JsonObject =>
  unfold({
    ...group,
    attribute_group_id: String(group.attribute_group_id),
    attribute_set_id: setId,
  }) as JsonObject;
