import type { MagentoRow } from '../../route-table';

const ASSIGN = 'Magento_InventoryApi::stock_source_item_assign';
const COMMANDS = 'Magento\\Inventory\\Model';

const SOURCE_ITEMS = [{ name: 'sourceItems', required: true }] as const;

/** Stock of products: what there is of a sku at which source. */
const ITEM_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/inventory/source-items',
    entity: 'inventory_item',
    action: 'source-items-save',
    params: SOURCE_ITEMS,
    service: 'inventoryapi.api.sourceitemssaveinterface.execute',
    acl: ASSIGN,
    implementation: `${COMMANDS}\\SourceItem\\Command\\SourceItemsSave\\Interceptor::execute`,
    answer: 'result',
    description: 'Sets quantity and status of skus at sources.',
  },
  {
    verb: 'POST',
    path: '/inventory/source-items-delete',
    entity: 'inventory_item',
    action: 'source-items-delete',
    params: SOURCE_ITEMS,
    service: 'inventoryapi.api.sourceitemsdeleteinterface.execute',
    acl: ASSIGN,
    implementation: `${COMMANDS}\\SourceItem\\Command\\SourceItemsDelete\\Interceptor::execute`,
    answer: 'result',
    description: 'Takes skus away from sources.',
  },
  {
    verb: 'POST',
    path: '/inventory/bulk-product-source-transfer',
    entity: 'inventory_item',
    action: 'transfer',
    params: [
      { name: 'skus', required: true },
      { name: 'originSource', required: true },
      { name: 'destinationSource', required: true },
      { name: 'unassignFromOrigin', required: true },
    ],
    service: 'inventorycatalogapi.api.bulkinventorytransferinterface.execute',
    acl: 'Magento_Catalog::products',
    implementation: 'Magento\\InventoryCatalog\\Model\\BulkInventoryTransfer\\Interceptor::execute',
    answer: 'result',
    description: 'Moves the whole quantity of skus from one source to another.',
  },
  {
    verb: 'PUT',
    path: '/products/:productSku/stockItems/:itemId',
    entity: 'inventory_item',
    action: 'stock-item',
    params: [
      { name: 'productSku', required: true },
      { name: 'stockItem', required: true },
    ],
    service: 'cataloginventory.api.stockregistryinterface.updatestockitembysku',
    acl: 'Magento_Catalog::catalog_inventory',
    implementation: 'Magento\\CatalogInventory\\Model\\StockRegistry\\Interceptor::updateStockItemBySku',
    answer: 'result',
    description: 'Changes the stock item of a product; the sku decides, the item id is ignored.',
  },
];

/** Sources, stocks and which belong together. */
const PLACE_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/inventory/sources',
    entity: 'inventory_source',
    action: 'upsert',
    params: [{ name: 'source', required: true }],
    service: 'inventoryapi.api.sourcerepositoryinterface.save',
    acl: 'Magento_InventoryApi::source_edit',
    implementation: `${COMMANDS}\\SourceRepository\\Interceptor::save`,
    answer: 'result',
    description: 'Creates or updates a source.',
  },
  {
    verb: 'POST',
    path: '/inventory/stocks',
    entity: 'stock',
    action: 'create',
    params: [{ name: 'stock', required: true }],
    service: 'inventoryapi.api.stockrepositoryinterface.save',
    acl: 'Magento_InventoryApi::stock_edit',
    implementation: `${COMMANDS}\\StockRepository\\Interceptor::save`,
    answer: 'result',
    description: 'Creates a stock and answers its id.',
  },
  {
    verb: 'POST',
    path: '/inventory/stock-source-links',
    entity: 'stock',
    action: 'link',
    params: [{ name: 'links', required: true }],
    service: 'inventoryapi.api.stocksourcelinkssaveinterface.execute',
    acl: 'Magento_InventoryApi::stock_source_link',
    implementation: `${COMMANDS}\\StockSourceLink\\Command\\StockSourceLinksSave\\Interceptor::execute`,
    answer: 'result',
    description: 'Assigns sources to stocks.',
  },
];

/** Inventory (contract magento-bulk 7, and `POST /inventory/stocks` of 8). */
export const INVENTORY_ROWS: readonly MagentoRow[] = [...ITEM_ROWS, ...PLACE_ROWS];
