import { canonicalSourceCode, type SourceItem, type TransferPayload } from '@sluice/schemas';
import type { Refusal, Supplies } from '../model';
import { dropItem, isSource, itemAt, putItem } from './inventory-item-rows';

const refuse = (message: string, code = 'invalid'): Refusal => ({ class: 'final', code, message });

function refusalOf(
  { origin_source, destination_source }: TransferPayload,
  supplies: Supplies,
): Refusal | null {
  if (!isSource(supplies, origin_source)) return refuse(`Origin source ${origin_source} does not exist`);
  if (!isSource(supplies, destination_source))
    return refuse(`Destination source ${destination_source} does not exist`);
  return canonicalSourceCode(origin_source) === canonicalSourceCode(destination_source)
    ? refuse('Cannot transfer a source on itself')
    : null;
}

/**
 * The items after everything moved from origin to destination: quantities add up, the status goes along, and what is
 * left at the origin is nothing and out of stock, or no item at all. The refusal where it cannot move.
 */
export function transfer(
  items: readonly SourceItem[],
  payload: TransferPayload,
  supplies: Supplies,
): { readonly items: readonly SourceItem[] } | Refusal {
  const refusal = refusalOf(payload, supplies);
  if (refusal !== null) return refusal;
  const { sku, origin_source, destination_source, unassign_from_origin } = payload;
  const origin = itemAt(items, origin_source);
  if (origin === undefined)
    return refuse(
      `Source item with sku "${sku}" and source code "${origin_source}" does not exist.`,
      'not_found',
    );
  const known = itemAt(items, destination_source) ?? { source_code: destination_source, quantity: 0 };
  const quantity = known.quantity + origin.quantity;
  const arrived = putItem(items, { ...known, quantity, status: origin.status });
  const left = unassign_from_origin
    ? dropItem(arrived, origin_source)
    : putItem(arrived, { ...origin, quantity: 0, status: 0 });
  return { items: left };
}
