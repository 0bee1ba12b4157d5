/** The routes of one verb by their segments; a literal is tried before a parameter. */
export interface RouteNode<R> {
  readonly literals: Map<string, RouteNode<R>>;
  parameter: RouteNode<R> | undefined;
  leaf: RouteLeaf<R> | undefined;
}

/** A row and the names of its parameters in order of the path. */
export interface RouteLeaf<R> {
  readonly row: R;
  readonly names: readonly string[];
}

const PARAMETER = /^:[a-z][A-Za-z0-9_]*$/;
const BULK_LIKE = /^by[A-Z]/;

export const emptyNode = <R>(): RouteNode<R> => ({
  literals: new Map(),
  parameter: undefined,
  leaf: undefined,
});

const SLASH = 47;

/** A loop and not a pattern: `/+$` takes quadratic time on a path of slashes. */
export function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === SLASH) end -= 1;
  return path.slice(0, end);
}

/** The segments of a path that starts with `/`, trailing slashes ignored; null where it does not start so. */
export const segmentsOf = (path: string): string[] | null =>
  path.startsWith('/') ? withoutTrailingSlashes(path).slice(1).split('/') : null;

const literalChild = <R>(node: RouteNode<R>, segment: string): RouteNode<R> => {
  const child = node.literals.get(segment) ?? emptyNode<R>();
  node.literals.set(segment, child);
  return child;
};

const isParameter = (segment: string): boolean => {
  if (segment.startsWith(':') ? !PARAMETER.test(segment) : segment === '' || BULK_LIKE.test(segment)) {
    throw new Error(`Route segment "${segment}" has no unambiguous bulk form`);
  }
  return segment.startsWith(':');
};

/** Adds a row; throws on a path whose bulk form would be ambiguous and on a second row of the same path. */
export function addRow<R extends { readonly path: string }>(root: RouteNode<R>, row: R): void {
  const names: string[] = [];
  let node = root;
  for (const segment of segmentsOf(row.path) ?? ['']) {
    if (isParameter(segment)) {
      names.push(segment.slice(1));
      node = node.parameter ??= emptyNode<R>();
    } else node = literalChild(node, segment);
  }
  if (node.leaf !== undefined) throw new Error(`Two routes have the path ${row.path}`);
  node.leaf = { row, names };
}

/** A leaf and the raw values of its parameters. */
export interface Found<R> {
  readonly leaf: RouteLeaf<R>;
  readonly values: readonly string[];
}

/**
 * Finds the leaf of these segments: the leftmost difference decides, and there a literal beats a parameter, which is
 * the order the contract names (routes in byte order, the last match wins). Depth is bound by the table's.
 */
export function findLeaf<R>(root: RouteNode<R>, segments: readonly string[]): Found<R> | undefined {
  const values: string[] = [];
  const visit = (node: RouteNode<R>, index: number): RouteLeaf<R> | undefined => {
    const segment = segments[index];
    if (segment === undefined) return node.leaf;
    const literal = node.literals.get(segment);
    const found = literal === undefined ? undefined : visit(literal, index + 1);
    if (found !== undefined || node.parameter === undefined || segment === '') return found;
    values.push(segment);
    const leaf = visit(node.parameter, index + 1);
    if (leaf === undefined) values.pop();
    return leaf;
  };
  const leaf = visit(root, 0);
  return leaf === undefined ? undefined : { leaf, values };
}
