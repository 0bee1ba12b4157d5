import type { MagentoRow } from '../../route-table';

const optional = (name: string) => ({ name, required: false }) as const;

const orderId = { name: 'orderId', required: true } as const;
const documentParams = [
  optional('items'),
  optional('notify'),
  optional('appendComment'),
  optional('comment'),
] as const;

/** Orders and what becomes of them, sales rules and coupons (contract magento-bulk 7 and 8, "Sync forms"). */
export const ORDER_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/orders',
    entity: 'order',
    action: 'create',
    params: [{ name: 'entity', required: true }],
    service: 'sales.api.orderrepositoryinterface.save',
    acl: 'Magento_Sales::create',
    implementation: 'Magento\\Sales\\Model\\OrderRepository\\Interceptor::save',
    answer: 'entity',
    description: 'Creates an order, or changes the one whose entity_id is sent.',
  },
  {
    verb: 'POST',
    path: '/order/:orderId/ship',
    entity: 'order',
    action: 'ship',
    params: [orderId, ...documentParams, optional('tracks'), optional('packages'), optional('arguments')],
    service: 'sales.api.shiporderinterface.execute',
    acl: 'Magento_Sales::ship',
    implementation: 'Magento\\Sales\\Model\\ShipOrder\\Interceptor::execute',
    answer: 'result',
    description:
      'Ships items of an order, all that are left where none are named, and answers the id of the shipment.',
  },
  {
    verb: 'POST',
    path: '/order/:orderId/invoice',
    entity: 'order',
    action: 'invoice',
    params: [orderId, optional('capture'), ...documentParams, optional('arguments')],
    service: 'sales.api.invoiceorderinterface.execute',
    acl: 'Magento_Sales::invoice',
    implementation: 'Magento\\Sales\\Model\\InvoiceOrder\\Interceptor::execute',
    answer: 'result',
    description:
      'Invoices items of an order, all that are left where none are named, and answers the id of the invoice.',
  },
  {
    verb: 'POST',
    path: '/orders/:id/comments',
    entity: 'order',
    action: 'comment',
    params: [
      { name: 'id', required: true },
      { name: 'statusHistory', required: true },
    ],
    service: 'sales.api.ordermanagementinterface.addcomment',
    acl: 'Magento_Sales::comment',
    implementation: 'Magento\\Sales\\Model\\Service\\OrderService\\Interceptor::addComment',
    answer: 'result',
    description: 'Adds a comment to an order.',
  },
  {
    verb: 'POST',
    path: '/salesRules',
    entity: 'sales_rule',
    action: 'create',
    params: [{ name: 'rule', required: true }],
    service: 'salesrule.api.rulerepositoryinterface.save',
    acl: 'Magento_SalesRule::quote',
    implementation: 'Magento\\SalesRule\\Model\\RuleRepository\\Interceptor::save',
    answer: 'entity',
    description: 'Creates a sales rule, or changes the one whose rule_id is sent.',
  },
  {
    verb: 'POST',
    path: '/coupons/generate',
    entity: 'sales_rule',
    action: 'generate',
    params: [{ name: 'couponSpec', required: true }],
    service: 'salesrule.api.couponmanagementinterface.generate',
    acl: 'Magento_SalesRule::quote',
    implementation: 'Magento\\SalesRule\\Model\\Service\\CouponManagementService\\Interceptor::generate',
    answer: 'result',
    description: 'Makes coupon codes for a sales rule and answers them.',
  },
];
