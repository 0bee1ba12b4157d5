import type { MagentoRow } from '../../route-table';

const PART = { entity: 'product', acl: 'Magento_Catalog::catalog', answer: 'result' } as const;
const PRODUCT_PART = { ...PART, acl: 'Magento_Catalog::products' } as const;

const needed = <Name extends string>(...names: readonly Name[]) =>
  names.map((name) => ({ name, required: true }));

const GALLERY = 'catalog.api.productattributemediagallerymanagementinterface';
const GALLERY_CLASS = 'Magento\\Catalog\\Model\\Product\\Gallery\\GalleryManagement\\Interceptor';

const MEDIA_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/products/:sku/media',
    ...PART,
    action: 'add-media',
    params: needed('sku', 'entry'),
    service: `${GALLERY}.create`,
    implementation: `${GALLERY_CLASS}::create`,
    description: 'Adds a media gallery entry; answers its id.',
  },
  {
    verb: 'PUT',
    path: '/products/:sku/media/:entryId',
    ...PART,
    action: 'update-media',
    params: needed('sku', 'entry'),
    pathInto: { entryId: ['entry', 'id'] },
    service: `${GALLERY}.update`,
    implementation: `${GALLERY_CLASS}::update`,
    description: 'Changes a media gallery entry.',
  },
  {
    verb: 'DELETE',
    path: '/products/:sku/media/:entryId',
    ...PART,
    action: 'remove-media',
    params: needed('sku', 'entryId'),
    service: `${GALLERY}.remove`,
    implementation: `${GALLERY_CLASS}::remove`,
    description: 'Removes a media gallery entry.',
  },
];

const LINK_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/products/:sku/links',
    ...PART,
    action: 'set-links',
    params: needed('sku', 'items'),
    service: 'catalog.api.productlinkmanagementinterface.setproductlinks',
    implementation: 'Magento\\Catalog\\Model\\ProductLink\\Management\\Interceptor::setProductLinks',
    description: 'Replaces the links of the types that are sent.',
  },
  {
    verb: 'PUT',
    path: '/products/:sku/links',
    ...PART,
    action: 'save-link',
    params: needed('entity'),
    pathInto: { sku: ['entity', 'sku'] },
    service: 'catalog.api.productlinkrepositoryinterface.save',
    implementation: 'Magento\\Catalog\\Model\\ProductLink\\Repository\\Interceptor::save',
    description: 'Adds or changes a link to another product.',
  },
  {
    verb: 'DELETE',
    path: '/products/:sku/links/:type/:linkedProductSku',
    ...PART,
    action: 'remove-link',
    params: needed('sku', 'type', 'linkedProductSku'),
    service: 'catalog.api.productlinkrepositoryinterface.deletebyid',
    implementation: 'Magento\\Catalog\\Model\\ProductLink\\Repository\\Interceptor::deleteById',
    description: 'Removes a link to another product.',
  },
  {
    verb: 'POST',
    path: '/products/:sku/websites',
    ...PRODUCT_PART,
    action: 'add-website',
    params: needed('productWebsiteLink'),
    pathInto: { sku: ['productWebsiteLink', 'sku'] },
    service: 'catalog.api.productwebsitelinkrepositoryinterface.save',
    implementation: 'Magento\\Catalog\\Model\\ProductWebsiteLinkRepository\\Interceptor::save',
    description: 'Assigns a product to a website.',
  },
];

const OPTIONS_CLASS = 'Magento\\Catalog\\Model\\Product\\Option\\Repository\\Interceptor';

const OPTION_ROWS: readonly MagentoRow[] = [
  {
    verb: 'POST',
    path: '/products/options',
    ...PART,
    action: 'save-option',
    params: needed('option'),
    service: 'catalog.api.productcustomoptionrepositoryinterface.save',
    implementation: `${OPTIONS_CLASS}::save`,
    description: 'Adds or changes a custom option of a product.',
  },
  {
    verb: 'DELETE',
    path: '/products/:sku/options/:optionId',
    ...PART,
    action: 'remove-option',
    params: needed('sku', 'optionId'),
    service: 'catalog.api.productcustomoptionrepositoryinterface.deletebyidentifier',
    implementation: `${OPTIONS_CLASS}::deleteByIdentifier`,
    description: 'Removes a custom option of a product.',
  },
  {
    verb: 'POST',
    path: '/configurable-products/:sku/child',
    ...PRODUCT_PART,
    action: 'add-child',
    params: needed('sku', 'childSku'),
    service: 'configurableproduct.api.linkmanagementinterface.addchild',
    implementation: 'Magento\\ConfigurableProduct\\Model\\LinkManagement\\Interceptor::addChild',
    description: 'Attaches a child to a configurable product.',
  },
  {
    verb: 'POST',
    path: '/configurable-products/:sku/options',
    ...PRODUCT_PART,
    action: 'save-configurable-option',
    params: needed('sku', 'option'),
    service: 'configurableproduct.api.optionrepositoryinterface.save',
    implementation: 'Magento\\ConfigurableProduct\\Model\\OptionRepository\\Interceptor::save',
    description: 'Adds or changes an option of a configurable product; answers its id.',
  },
];

/** Media, links, websites and options of a product (contract magento-bulk 7). */
export const PRODUCT_PART_ROWS: readonly MagentoRow[] = [...MEDIA_ROWS, ...LINK_ROWS, ...OPTION_ROWS];
