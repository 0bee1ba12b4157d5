import { listOf, shape } from '../../items/shape';

const DATA = 'Magento\\Catalog\\Api\\Data';
const CONFIGURABLE = 'Magento\\ConfigurableProduct\\Api\\Data';

const CONTENT = shape('Magento\\Framework\\Api\\Data\\ImageContentInterface', {
  base64_encoded_data: 'string',
  type: 'string',
  name: 'string',
});

export const MEDIA_ENTRY = shape(`${DATA}\\ProductAttributeMediaGalleryEntryInterface`, {
  id: 'int',
  media_type: 'string',
  label: 'string',
  position: 'int',
  disabled: 'bool',
  types: listOf('string'),
  file: 'string',
  content: CONTENT,
});

export const PRODUCT_LINK = shape(`${DATA}\\ProductLinkInterface`, {
  sku: 'string',
  link_type: 'string',
  linked_product_sku: 'string',
  linked_product_type: 'string',
  position: 'int',
});

export const WEBSITE_LINK = shape(`${DATA}\\ProductWebsiteLinkInterface`, {
  sku: 'string',
  website_id: 'int',
});

const OPTION_VALUE = shape(`${DATA}\\ProductCustomOptionValuesInterface`, {
  option_type_id: 'int',
  title: 'string',
  sort_order: 'int',
  price: 'float',
  price_type: 'string',
  sku: 'string',
});

export const CUSTOM_OPTION = shape(`${DATA}\\ProductCustomOptionInterface`, {
  product_sku: 'string',
  option_id: 'int',
  title: 'string',
  type: 'string',
  sort_order: 'int',
  is_require: 'bool',
  price: 'float',
  price_type: 'string',
  sku: 'string',
  file_extension: 'string',
  max_characters: 'int',
  image_size_x: 'int',
  image_size_y: 'int',
  values: listOf(OPTION_VALUE),
});

export const CONFIGURABLE_OPTION = shape(`${CONFIGURABLE}\\OptionInterface`, {
  id: 'int',
  attribute_id: 'int',
  label: 'string',
  position: 'int',
  is_use_default: 'bool',
  values: listOf(shape(`${CONFIGURABLE}\\OptionValueInterface`, { value_index: 'int' })),
});

/** The lists of a product that Sluice keeps as such. */
export const PRODUCT_LISTS = {
  product_links: listOf(PRODUCT_LINK),
  options: listOf(CUSTOM_OPTION),
  media_gallery_entries: listOf(MEDIA_ENTRY),
} as const;

/** The extension attributes of a product that take effect; the others are kept as sent. */
export const EXTENSION_LISTS = {
  website_ids: listOf('int'),
  configurable_product_links: listOf('int'),
  configurable_product_options: listOf(CONFIGURABLE_OPTION),
} as const;
