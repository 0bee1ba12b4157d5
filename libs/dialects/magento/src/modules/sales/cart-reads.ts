import type { CartDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import { searchEntities } from '../../entities/search-entities';
import { noSuchEntity } from '../../http/rest-error';
import type { ReadContext, ReadRow } from '../module';
import { cartItemsView, cartView } from './cart-view';
import { idKeys, keyOfPath } from '../../entities/print-entity';

const CARTS = {
  verb: 'GET',
  entity: 'cart',
  access: 'magento:sales:read',
  acl: 'Magento_Cart::manage',
} as const;

const FIELDS = [
  'id',
  'created_at',
  'updated_at',
  'is_active',
  'items_count',
  'items_qty',
  'reserved_order_id',
  'store_id',
  'coupon_code',
];

const isActive = ({ document }: EntityRecord): boolean => (document as CartDocument).is_active;

/** The cart, or the 404 of its absence; `active`: a placed one counts as absent, as it does in the original. */
async function requireCart({ entities }: ReadContext, path: string | undefined, active: boolean) {
  const key = keyOfPath(path);
  const found = await entities.one('cart', key);
  if (found === null || (active && !isActive(found)))
    throw noSuchEntity(`No such entity with cartId = ${key}`);
  return found;
}

/** Reading carts back. */
export const CART_READS: readonly ReadRow[] = [
  {
    ...CARTS,
    path: '/carts/:cartId',
    description: 'The cart with this id.',
    answer: async (context, _call, { cartId }) => cartView(await requireCart(context, cartId, false)),
  },
  {
    ...CARTS,
    path: '/carts/:cartId/items',
    description: 'What lies in a cart that has not been ordered.',
    answer: async (context, _call, { cartId }) => cartItemsView(await requireCart(context, cartId, true)),
  },
  {
    ...CARTS,
    path: '/carts/:cartId/coupons',
    description: 'The coupon code of a cart that has not been ordered; null where it has none.',
    answer: async (context, _call, { cartId }) => {
      const { document } = await requireCart(context, cartId, true);
      return (document as CartDocument).coupon_code;
    },
  },
  {
    ...CARTS,
    path: '/carts/search',
    description: 'The carts that fulfil the search criteria.',
    answer: async (context, call) =>
      searchEntities(context, call, {
        entity: 'cart',
        fields: FIELDS,
        toView: cartView,
        keysOf: (field, value) => (field === 'id' ? idKeys(value) : null),
      }),
  },
];
