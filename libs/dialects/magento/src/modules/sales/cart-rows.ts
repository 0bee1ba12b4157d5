import type { MagentoRow } from '../../route-table';

const CARTS = { entity: 'cart', acl: 'Magento_Cart::manage', answer: 'result' } as const;
const MANAGEMENT = 'Magento\\Quote\\Model\\QuoteManagement\\Interceptor';
const ITEMS = 'Magento\\Quote\\Model\\Quote\\Item\\Repository\\Interceptor';

const cartId = { name: 'cartId', required: true } as const;

const saveItem = {
  ...CARTS,
  action: 'save-item',
  params: [{ name: 'cartItem', required: true }],
  service: 'quote.api.cartitemrepositoryinterface.save',
  implementation: `${ITEMS}::save`,
} as const;

/** Carts, their items and coupon, and the order they become (contract magento-bulk 7 and 8, "Sync forms"). */
export const CART_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/carts',
    ...CARTS,
    action: 'create',
    params: [],
    service: 'quote.api.cartmanagementinterface.createemptycart',
    implementation: `${MANAGEMENT}::createEmptyCart`,
    description: 'Creates an empty cart and answers its id.',
  },
  {
    verb: 'POST',
    path: '/carts/:quoteId/items',
    ...saveItem,
    pathInto: { quoteId: ['cartItem', 'quote_id'] },
    description: 'Puts a product into the cart.',
  },
  {
    verb: 'PUT',
    path: '/carts/:cartId/items/:itemId',
    ...saveItem,
    pathInto: { cartId: ['cartItem', 'quote_id'], itemId: ['cartItem', 'item_id'] },
    description: 'Sets the quantity of an item of the cart.',
  },
  {
    verb: 'DELETE',
    path: '/carts/:cartId/items/:itemId',
    ...CARTS,
    action: 'remove-item',
    params: [cartId, { name: 'itemId', required: true }],
    service: 'quote.api.cartitemrepositoryinterface.deletebyid',
    implementation: `${ITEMS}::deleteById`,
    description: 'Takes an item out of the cart.',
  },
  {
    verb: 'PUT',
    path: '/carts/:cartId/coupons/:couponCode',
    ...CARTS,
    action: 'set-coupon',
    params: [cartId, { name: 'couponCode', required: true }],
    service: 'quote.api.couponmanagementinterface.set',
    implementation: 'Magento\\Quote\\Model\\CouponManagement\\Interceptor::set',
    description: 'Sets the coupon of the cart.',
  },
  {
    verb: 'PUT',
    path: '/carts/:cartId/order',
    ...CARTS,
    action: 'place',
    params: [cartId, { name: 'paymentMethod', required: false }],
    service: 'quote.api.cartmanagementinterface.placeorder',
    implementation: `${MANAGEMENT}::placeOrder`,
    description: 'Makes an order of the cart and answers its id.',
  },
];
