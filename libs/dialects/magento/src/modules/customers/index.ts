import type { MagentoModule } from '../module';
import { READS, VIEWS } from './customer-reads';
import { CUSTOMER_ROWS } from './customer-rows';
import { groupItem, mapGroupCreate, mapGroupUpdate } from './map-customer-groups';
import {
  addressDeleteItem,
  customerDeleteItem,
  customerItem,
  mapAddressDelete,
  mapCustomerCreate,
  mapCustomerDelete,
  mapCustomerUpdate,
} from './map-customers';
import { TOKEN_READS } from './token-reads';

/** Customers, their addresses and groups, and logging in. */
export const customersModule: MagentoModule = {
  writes: CUSTOMER_ROWS,
  mappers: {
    'customer/create': mapCustomerCreate,
    'customer/update': mapCustomerUpdate,
    'customer/delete': mapCustomerDelete,
    'customer/delete-address': mapAddressDelete,
    'customer_group/create': mapGroupCreate,
    'customer_group/update': mapGroupUpdate,
  },
  reads: [...READS, ...TOKEN_READS],
  views: VIEWS,
  items: {
    'customer/create': customerItem,
    'customer/update': customerItem,
    'customer/delete': customerDeleteItem,
    'customer/delete-address': addressDeleteItem,
    'customer_group/create': groupItem,
    'customer_group/update': groupItem,
  },
};
