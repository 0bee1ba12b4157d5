/** Room for offsets inside an id: id = partition * ID_SPAN + offset, so that the table is its own index. */
export const ID_SPAN = 2 ** 40;
