import type { DocumentItem, OrderDocument, OrderItem } from '@sluice/schemas';

/** An amount with the four decimals that are kept. */
export const money = (amount: number): number => Math.round(amount * 10_000) / 10_000;

/** What an invoice comes to. */
export interface Totals {
  readonly subtotal: number;
  readonly tax_amount: number;
  readonly discount_amount: number;
  readonly shipping_amount: number;
  readonly grand_total: number;
}

const sum = (items: readonly DocumentItem[], amount: (item: DocumentItem) => number): number =>
  money(items.reduce((total, item) => total + amount(item), 0));

/** The part of a row's amount that falls on so many pieces of it. */
const share = (amount: number | null | undefined, qty: number, { qty_ordered }: OrderItem): number =>
  qty_ordered > 0 ? ((amount ?? 0) * qty) / qty_ordered : 0;

/** Rows with their share of tax and discount; the first invoice bears the shipping. */
export function totalsOf(order: OrderDocument, items: readonly DocumentItem[]): Totals {
  const rows = new Map(order.items.map((item) => [item.item_id, item]));
  const shareOf = (name: 'tax_amount' | 'discount_amount') => (item: DocumentItem) => {
    const row = rows.get(item.order_item_id);
    return row === undefined ? 0 : share(row[name], item.qty, row);
  };
  const subtotal = sum(items, ({ price, qty }) => price * qty);
  const tax_amount = sum(items, shareOf('tax_amount'));
  // Senders write discounts with either sign; a discount never raises a total.
  const discount_amount = Math.abs(sum(items, shareOf('discount_amount')));
  const shipping_amount = order.invoices.length === 0 ? (order.shipping_amount ?? 0) : 0;
  const grand_total = money(subtotal + tax_amount - discount_amount + shipping_amount);
  return { subtotal, tax_amount, discount_amount, shipping_amount, grand_total };
}
