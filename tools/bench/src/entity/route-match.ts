import { compileRoutes, toBulkPath, type RouteForm, type RouteShape } from '@sluice/route-mapping';
import { median } from './summarize-pairs';

const VALUE = '24-MB01';
const FORMS: readonly RouteForm[] = ['sync', 'async', 'bulk'];
const ASYNC_PREFIX = '/async/V1';
const WARM_UP_ROUNDS = 500;
const BATCHES = 9;
const ROUNDS_A_BATCH = 500;

/** What the schema of the asynchronous routes says of them, as far as it is read here. */
export interface RouteSchema {
  readonly paths: Readonly<Record<string, object>>;
}

/** The route table behind a schema: `{sku}` -> `:sku`, a row a verb. */
export const routesOf = ({ paths }: RouteSchema): RouteShape[] =>
  Object.entries(paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => ({
      verb: verb.toUpperCase() as RouteShape['verb'],
      path: path.slice(ASYNC_PREFIX.length).replace(/\{(\w+)\}/g, ':$1'),
    })),
  );

type Question = readonly [verb: string, form: RouteForm, path: string];

/** A request for every row in every form. */
const questionsFor = (rows: readonly RouteShape[]): Question[] =>
  FORMS.flatMap((form) =>
    rows.map(({ verb, path }) => {
      const asked = form === 'bulk' ? toBulkPath(path) : path.replace(/:\w+/g, VALUE);
      return [verb, form, asked] as const;
    }),
  );

/**
 * What it takes to match a request to its row, in µs: the mean over all rows in all three forms, with all rows loaded;
 * of several batches the middle one, for some other program may take the processor in between.
 *
 * @throws Error where a row does not match.
 */
export function measureRouteMatch(rows: readonly RouteShape[], rounds = ROUNDS_A_BATCH): number {
  const match = compileRoutes(rows);
  const questions = questionsFor(rows);
  const ask = (times: number): number => {
    let hits = 0;
    for (let n = 0; n < times; n++) {
      for (const [verb, form, path] of questions) if (match(verb, form, path).kind === 'match') hits++;
    }
    return hits;
  };
  const missed = questions.length - ask(1);
  if (missed > 0) throw new Error(`${missed} of ${questions.length} requests match no route`);
  ask(WARM_UP_ROUNDS);
  const timed = (): number => {
    const startedAt = performance.now();
    const hits = ask(rounds);
    return ((performance.now() - startedAt) * 1_000) / hits;
  };
  return median(Array.from({ length: BATCHES }, timed));
}
