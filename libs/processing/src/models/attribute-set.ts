import type {
  AssignedAttribute,
  AttributeAssignPayload,
  AttributeGroup,
  AttributeGroupPayload,
  AttributeSetCreatePayload,
  AttributeSetDocument,
} from '@sluice/schemas';
import type { Applied, EntityModel, OperationContext, Refusal } from '../model';
import { sameJson } from '../same-json';
import { mergeOpen } from './product-part';
import { attributeNotFound, invalid, noSuchEntity, notFound, refuse } from './product-refusals';

/** Ids of groups begin behind the built-in one (contract magento-bulk 8, "Registry"). */
const BUILT_IN_GROUP_ID = 7;

const newGroupId = ({ supplies }: OperationContext): number => BUILT_IN_GROUP_ID + supplies.nextId();

const refused = (refusal: Refusal): Applied => ({ kind: 'refused', refusal });

/** A set begins with the groups and assignments of another; the copies have ids of their own. */
function copyOf(skeleton: AttributeSetDocument, context: OperationContext) {
  const groups = skeleton.groups.map((group) => ({ group, id: newGroupId(context) }));
  const ids = new Map(groups.map(({ group, id }) => [group.attribute_group_id, id]));
  return {
    groups: groups.map(({ group, id }) => ({ ...group, attribute_group_id: id })),
    assigned: (skeleton.assigned ?? []).map((one) => ({
      ...one,
      entity_attribute_id: context.supplies.nextId(),
      attribute_group_id: ids.get(one.attribute_group_id) ?? 0,
    })),
  };
}

function create(
  before: AttributeSetDocument | null,
  sent: AttributeSetCreatePayload,
  context: OperationContext,
): Applied {
  const { attribute_set_name, sort_order, skeleton_id, attributes = {} } = sent;
  if (before !== null) {
    const text = `A "${attribute_set_name}" attribute set name already exists. Create a new name and try again.`;
    return refused(refuse('already_exists', text));
  }
  const { supplies } = context;
  const key = supplies.locate('attribute_sets', `id:${skeleton_id}`);
  const skeleton = key === undefined ? null : supplies.document('attribute_sets', key);
  if (skeleton === null) return refused(noSuchEntity('id', skeleton_id));
  const copy = copyOf(skeleton as AttributeSetDocument, context);
  const document: AttributeSetDocument = {
    attribute_set_name,
    sort_order: sort_order ?? 0,
    ...copy,
    attributes,
  };
  return { kind: 'applied', document };
}

const isGroup =
  (wanted: number | null | undefined) =>
  ({ attribute_group_id }: AttributeGroup): boolean =>
    attribute_group_id === wanted;

/** Adds a group, or renames the one whose id was sent; answers it. */
function saveGroup(
  before: AttributeSetDocument,
  sent: AttributeGroupPayload,
  context: OperationContext,
): Applied {
  const { attribute_group_id: id = null, attribute_group_name: name, attribute_set_id } = sent;
  const own = before.groups.find(isGroup(id));
  if (id !== null && own === undefined) return refused(noSuchEntity('attributeGroupId', id));
  const after: AttributeGroup = {
    attribute_group_id: own?.attribute_group_id ?? newGroupId(context),
    attribute_group_name: name ?? own?.attribute_group_name ?? '',
    ...mergeOpen(own?.attributes, sent.attributes),
  };
  if (after.attribute_group_name === '')
    return refused(invalid('"attributeGroupName" is required. Enter and try again.'));
  const others = before.groups.filter((group) => group !== own);
  if (others.some(({ attribute_group_name: taken }) => taken === after.attribute_group_name))
    return refused(
      refuse('already_exists', 'A group with this name exists already. Choose another name and try again.'),
    );
  const groups =
    own === undefined
      ? [...before.groups, after]
      : before.groups.map((group) => (group === own ? after : group));
  const { attributes: _attributes, ...named } = after;
  const result = JSON.stringify({ ...named, attribute_set_id });
  return { kind: 'applied', document: { ...before, groups }, result };
}

/** Puts an attribute into a group, or moves it there; answers the id of its place in the set. */
function assign(
  before: AttributeSetDocument,
  sent: AttributeAssignPayload,
  { supplies }: OperationContext,
): Applied {
  const { attribute_code, attribute_group_id, sort_order } = sent;
  const { assigned = [] } = before;
  if (!before.groups.some(isGroup(attribute_group_id)))
    return refused(invalid('The attribute group does not belong to the attribute set'));
  if (!supplies.exists('product_attributes', attribute_code))
    return refused(attributeNotFound(attribute_code));
  const own = assigned.find((one) => one.attribute_code === attribute_code);
  const after: AssignedAttribute = {
    entity_attribute_id: own?.entity_attribute_id ?? supplies.nextId(),
    attribute_code,
    attribute_group_id,
    sort_order,
  };
  const document: AttributeSetDocument = {
    ...before,
    assigned: [...assigned.filter((one) => one !== own), after],
  };
  return { kind: 'applied', document, result: JSON.stringify(after.entity_attribute_id) };
}

function withSet(
  before: AttributeSetDocument,
  { action, payload }: { readonly action: string; readonly payload: unknown },
  context: OperationContext,
): Applied {
  return action === 'assign'
    ? assign(before, payload as AttributeAssignPayload, context)
    : saveGroup(before, payload as AttributeGroupPayload, context);
}

/** Magento's texts for a set that is not there. */
const missingSet = (action: string, id: number): Refusal =>
  action === 'assign'
    ? notFound(`The AttributeSet with a "${id}" ID doesn't exist. Verify the attributeSet and try again.`)
    : noSuchEntity('attributeSetId', id);

/** Attribute sets with their groups and the attributes assigned to these. */
export const attributeSetModel: EntityModel = {
  apply(document, operation, context) {
    const { action, payload } = operation;
    const before = document as AttributeSetDocument | null;
    if (action === 'create') return create(before, payload as AttributeSetCreatePayload, context);
    if (before === null)
      return refused(missingSet(action, (payload as AttributeAssignPayload).attribute_set_id));
    return withSet(before, operation, context);
  },
  same: (before, after) => sameJson(before, after),
  result: ({ payload }, id) => {
    const { attribute_set_name } = payload as Partial<AttributeSetCreatePayload>;
    return JSON.stringify({ attribute_set_id: id, attribute_set_name });
  },
  refs: (_document, id) => (id === null ? [] : [`id:${id}`]),
};
