import type { AggregateWrite, StoredAggregate } from '@sluice/ports';
import { EMPTY_LEDGER, type KeptOutcome, type Ledger, type Outcome } from '@sluice/schemas';
import type { ApplyContext, EntityModel, OperationContext, Refusal, SideWrite, Supplies } from './model';
import {
  dropCommitted,
  inEpoch,
  isSuperseded,
  keptAt,
  keptFor,
  laneOf,
  mark,
  raise,
  withLane,
} from './ledger';
import { isRemembered, operationHash, remember } from './operation-hash';
import {
  MAX_DOCUMENT_BYTES,
  SUPERSEDED,
  TOO_LARGE,
  failure,
  resultOf,
  success,
  verdictOf,
  type Effect,
  type Step,
  type Verdict,
} from './fold-verdict';
import type { DeliveredOperation } from './parse-operation';

/** Items below this cannot take a document far; measuring every one would cost as much as writing it. */
const MEASURED_FROM_BYTES = 4096;

/** What a fold knows beside the aggregate and its operations. */
export interface FoldContext extends ApplyContext {
  readonly model: EntityModel;
  /** A server-made id for the aggregate, should it come to be here. */
  readonly newId: number;
  /** What the operation of that ordinal may ask of the outside, until the next operation is decided. */
  readonly suppliesOf: (ordinal: number) => Supplies;
  /** Whether the operation of that ordinal asked for what has to be fetched first. */
  readonly isWaiting?: (ordinal: number) => boolean;
  /** Operations that the store refuses for good, by ordinal: they fail with that reason. */
  readonly refused?: ReadonlyMap<number, Refusal> | undefined;
}

/** What is to be written, and what became of each operation, in their order. */
export interface Fold {
  readonly write: AggregateWrite | null;
  readonly outcomes: readonly Outcome[];
  /** Other aggregates, to be written before `write`. */
  readonly also: readonly SideWrite[];
  /** It broke off, because an operation waits for what it asked for: it is to be made again. */
  readonly waiting?: true;
}

/** The aggregate as the operations so far have left it. */
interface FoldState {
  /** Read only where it is needed: a store may parse it at that moment, and an unchanged item needs none of it. */
  readonly current: { readonly document: unknown };
  readonly id: number | null;
  readonly ledger: Ledger;
  /** Whether there is a row in the store, or there is going to be one. */
  readonly stored: boolean;
  readonly dirty: boolean;
  readonly also: readonly SideWrite[];
}

const NOTHING = { document: null } as const;

interface Decided {
  readonly state: FoldState;
  readonly verdict: Verdict;
}

/** Remembers a verdict that is not plain success: a redelivery must report what truly happened (decision 4b). */
function keep(ledger: Ledger, step: Step, verdict: Verdict): Ledger {
  const { partition, offset } = step.operation.position;
  const entry: KeptOutcome = { ...verdict, operation: step.hash.toString('hex'), partition, offset };
  return { ...ledger, kept: [...ledger.kept, entry] };
}

/** What a redelivered or repeated operation reports: the same as then. Undefined where it is new. */
function knownVerdict(state: FoldState, step: Step, model: EntityModel): Verdict | undefined {
  const { ledger } = state;
  const { position } = step.operation;
  const repeated = isRemembered(ledger.recent, step.hash);
  const taken =
    ledger.epoch === position.epoch && position.offset <= laneOf(ledger, position.partition).taken;
  const kept =
    (ledger.epoch === position.epoch ? keptAt(ledger, position) : undefined) ??
    (repeated ? keptFor(ledger, step.hash.toString('hex')) : undefined);
  if (kept !== undefined) {
    const { operation: _operation, partition: _partition, offset: _offset, ...verdict } = kept;
    return verdict;
  }
  return taken || repeated ? success(state.id, step, model) : undefined;
}

/** A failed operation leaves its mark on what exists; on what does not, only if it may be tried again (mechanics 2). */
function fail(state: FoldState, step: Step, refusal: Refusal): Decided {
  const { position } = step.operation;
  const verdict = failure(refusal);
  const ledger = keep(inEpoch(state.ledger, position.epoch), step, verdict);
  if (!state.stored && refusal.class === 'final') return { state: { ...state, ledger }, verdict };
  const recent = remember(ledger.recent, step.hash);
  const sameLog = step.first.epoch === position.epoch;
  const lane = laneOf(ledger, position.partition);
  const marked = withLane({ ...ledger, recent }, sameLog ? mark(lane, step.first.offset) : lane);
  return { state: { ...state, ledger: marked, stored: true, dirty: true }, verdict };
}

/** Writes nothing, unless a failed operation left its mark: then the position must pass it (decision 4c). */
function leaveUnchanged(state: FoldState, step: Step, model: EntityModel): Decided {
  const { position } = step.operation;
  const verdict: Verdict = { state: 'unchanged', ...resultOf(state.id, step, model) };
  const ledger = keep(inEpoch(state.ledger, position.epoch), step, verdict);
  const lane = laneOf(ledger, position.partition);
  const order = step.first.epoch === position.epoch ? step.first.offset : -1;
  if (lane.failed < 0 || order <= lane.failed) return { state: { ...state, ledger }, verdict };
  const recent = remember(ledger.recent, step.hash);
  const advanced = withLane({ ...ledger, recent }, raise(lane, position.offset, order));
  return { state: { ...state, ledger: advanced, dirty: true }, verdict };
}

/** An operation that takes effect, and in what surroundings. */
interface Taking {
  readonly effect: Effect;
  readonly context: FoldContext;
}

function takeEffect(before: FoldState, step: Step, { effect, context }: Taking): Decided {
  const { newId, model } = context;
  const { document, rowsFailed = 0, also = [] } = effect;
  const { position, message } = step.operation;
  const ledger = inEpoch(before.ledger, position.epoch);
  const order = step.first.epoch === position.epoch ? step.first.offset : -1;
  const hash = message.data_hash;
  const last =
    document === null || hash === undefined || rowsFailed > 0
      ? null
      : { action: message.action, scope: scopeText(message.scope), hash };
  const recent = remember(ledger.recent, step.hash);
  const lane = raise(laneOf(ledger, position.partition), position.offset, order);
  const id = before.id ?? newId;
  const { verdict, kept } = verdictOf(effect, step, { model, id });
  const taken = withLane({ ...ledger, recent, last }, lane);
  const state = {
    current: { document },
    id,
    ledger: kept ? keep(taken, step, verdict) : taken,
    stored: true,
    dirty: true,
    also: also.length === 0 ? before.also : [...before.also, ...also],
  };
  return { state, verdict };
}

/** '' is no code; a code cannot be empty. */
const scopeText = (scope: string | undefined): string => scope ?? '';

const repeatsLast = ({ last }: Ledger, { message, action }: DeliveredOperation): boolean =>
  action.idempotent &&
  last !== null &&
  last.hash === message.data_hash &&
  last.action === message.action &&
  last.scope === scopeText(message.scope);

const outgrows = (document: unknown, { source }: DeliveredOperation): boolean =>
  (source.value?.length ?? 0) > MEASURED_FROM_BYTES &&
  Buffer.byteLength(JSON.stringify(document)) > MAX_DOCUMENT_BYTES;

const contextOf = (state: FoldState, step: Step, context: FoldContext): OperationContext => ({
  now: context.now,
  stores: context.stores,
  id: state.id ?? context.newId,
  supplies: context.suppliesOf(step.operation.ordinal),
  seed: () => step.hash.toString('hex'),
});

function applyNew(state: FoldState, step: Step, context: FoldContext): Decided {
  const { operation } = step;
  const refused = context.refused?.get(operation.ordinal);
  if (refused !== undefined) return fail(state, step, refused);
  if (repeatsLast(state.ledger, operation)) return leaveUnchanged(state, step, context.model);
  const applied = context.model.apply(
    state.current.document,
    operation.message,
    contextOf(state, step, context),
  );
  if (applied.kind === 'refused') return fail(state, step, applied.refusal);
  // What follows is for nothing where the answers are not there yet.
  if (context.isWaiting?.(operation.ordinal) === true) return { state, verdict: failure(SUPERSEDED) };
  const repeatable = operation.action.idempotent && (applied.rowsFailed ?? 0) === 0;
  if (repeatable && context.model.same(state.current.document, applied.document)) {
    return leaveUnchanged(state, step, context.model);
  }
  if (outgrows(applied.document, operation)) return fail(state, step, TOO_LARGE);
  return takeEffect(state, step, { effect: applied, context });
}

function decide(state: FoldState, step: Step, context: FoldContext): Decided {
  const known = knownVerdict(state, step, context.model);
  if (known !== undefined) return { state, verdict: known };
  const retried = step.operation.message.first_position !== undefined;
  const stale = step.operation.position.epoch < state.ledger.epoch;
  if (stale || (retried && isSuperseded(state.ledger, step.first, state.current.document !== null))) {
    // Nothing is marked: whatever superseded it stands, so a redelivery comes to the same verdict by itself.
    const verdict = failure(SUPERSEDED);
    return { state: stale ? state : { ...state, ledger: keep(state.ledger, step, verdict) }, verdict };
  }
  return applyNew(state, step, context);
}

/** The hash is taken of what identifies the try, so an equal message at another offset is known again. */
const toStep = (operation: DeliveredOperation): Step => ({
  operation,
  hash: operationHash(operation.message),
  first: operation.message.first_position ?? operation.position,
});

const WAITING: Fold = { write: null, outcomes: [], also: [], waiting: true };

function begin(
  stored: StoredAggregate | undefined,
  { position: first, firstOffset }: DeliveredOperation,
): FoldState {
  const ledger = stored?.ledger ?? EMPTY_LEDGER;
  return {
    current: stored ?? NOTHING,
    id: stored?.id ?? null,
    ledger: ledger.epoch === first.epoch ? dropCommitted(ledger, first.partition, firstOffset) : ledger,
    stored: stored !== undefined,
    dirty: false,
    also: [],
  };
}

/**
 * The heart of processing: a stored aggregate and the operations of its key in log order become at most one write
 * and one outcome an operation. Pure: the same input gives the same answer, so a batch can be decided again after a
 * revision conflict, and a redelivery finds in the ledger what it did before (decisions 4, 5 and 8; mechanics 2).
 */
export function foldKey(
  stored: StoredAggregate | undefined,
  operations: readonly DeliveredOperation[],
  context: FoldContext,
): Fold {
  const [head] = operations;
  if (head === undefined) return { write: null, outcomes: [], also: [] };
  const { key } = head.message;
  let state = begin(stored, head);
  const outcomes: Outcome[] = [];
  for (const operation of operations) {
    const decided = decide(state, toStep(operation), context);
    if (context.isWaiting?.(operation.ordinal) === true) return WAITING;
    state = decided.state;
    const { operation_id, attempt, part } = operation.message;
    const outcome = { operation_id, key, attempt, ...decided.verdict };
    outcomes.push(part === undefined ? outcome : { ...outcome, part });
  }
  const { id, current, ledger, also } = state;
  if (!state.dirty) return { write: null, outcomes, also };
  const { document } = current;
  const refs = document === null ? [] : (context.model.refs?.(document, id) ?? []);
  const write = { key, expectedRevision: stored?.revision ?? 0, id, document, ledger };
  return { write: refs.length === 0 ? write : { ...write, refs }, outcomes, also };
}
