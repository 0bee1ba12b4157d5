import { READ_ROUTES, WRITE_ROUTES } from '../modules/modules';
import { readsTable, replaceTable, writesTable } from './route-tables';

/** The document with both route tables as the code has them; what stands outside of their markers stays. */
export const documentRoutes = (text: string): string =>
  replaceTable(replaceTable(text, 'writes', writesTable(WRITE_ROUTES)), 'reads', readsTable(READ_ROUTES));
