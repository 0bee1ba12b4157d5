import { shape } from '../../items/shape';

const DATA = 'Magento\\InventoryApi\\Api\\Data';

export const SOURCE_ITEM = shape(`${DATA}\\SourceItemInterface`, {
  sku: 'string',
  source_code: 'string',
  quantity: 'float',
  status: 'int',
});

export const STOCK_LINK = shape(`${DATA}\\StockSourceLinkInterface`, {
  stock_id: 'int',
  source_code: 'string',
  priority: 'int',
});

export const STOCK = shape(`${DATA}\\StockInterface`, { stock_id: 'int', name: 'string' });

export const SOURCE = shape(`${DATA}\\SourceInterface`, {
  source_code: 'string',
  name: 'string',
  enabled: 'bool',
  email: 'string',
  contact_name: 'string',
  description: 'string',
  latitude: 'float',
  longitude: 'float',
  country_id: 'string',
  region_id: 'int',
  region: 'string',
  city: 'string',
  street: 'string',
  postcode: 'string',
  phone: 'string',
  fax: 'string',
  use_default_carrier_config: 'bool',
  carrier_links: 'any',
});

/** The older stock item; quantities are floats, switches booleans (contract magento-bulk 7 and 8). */
export const STOCK_ITEM = shape('Magento\\CatalogInventory\\Api\\Data\\StockItemInterface', {
  item_id: 'int',
  product_id: 'int',
  stock_id: 'int',
  qty: 'float',
  is_in_stock: 'bool',
  is_qty_decimal: 'bool',
  show_default_notification_message: 'bool',
  use_config_min_qty: 'bool',
  min_qty: 'float',
  use_config_min_sale_qty: 'int',
  min_sale_qty: 'float',
  use_config_max_sale_qty: 'bool',
  max_sale_qty: 'float',
  use_config_backorders: 'bool',
  backorders: 'int',
  use_config_notify_stock_qty: 'bool',
  notify_stock_qty: 'float',
  use_config_qty_increments: 'bool',
  qty_increments: 'float',
  use_config_enable_qty_inc: 'bool',
  enable_qty_increments: 'bool',
  use_config_manage_stock: 'bool',
  manage_stock: 'bool',
  low_stock_date: 'string',
  is_decimal_divided: 'bool',
  stock_status_changed_auto: 'int',
});
