import { PortError, isPortError, type Clock } from '@sluice/ports';
import type { PublishCall } from './publish-call';
import { createSendPlan, type PendingRecord, type SendPlan } from './send-plan';

const RETRY_FROM_MS = 100;
const RETRY_TO_MS = 1_000;
/** How often waiting calls are looked at while a send hangs. */
const SWEEP_MS = 250;

export type CallRecord = PendingRecord<PublishCall>;

export interface SendLoopOptions {
  /** Resolves when all records are durable; rejects with a PortError. */
  readonly send: (records: readonly CallRecord[]) => Promise<void>;
  readonly clock: Clock;
}

/** Sends what is added, one send at a time; calls that arrive meanwhile share the next one. */
export interface SendLoop {
  add(call: PublishCall, records: readonly CallRecord[]): void;
  /** Resolves when nothing is left to send. */
  idle(): Promise<void>;
  /** Gives up: every open call fails with `closed`. */
  abandon(): void;
}

interface LoopState {
  readonly open: Set<PublishCall>;
  /** The send that failed and is tried again before anything else: the order of a key depends on it. */
  retrying: CallRecord[];
  /** While above 0 only one call a send: somebody in a shared send was refused, and only he may suffer. */
  alone: number;
  running: Promise<void> | null;
}

interface Loop extends SendLoopOptions {
  readonly plan: SendPlan<PublishCall>;
  readonly state: LoopState;
  readonly stop: AbortSignal;
}

/** See SendLoop. A retriable failure is tried again, head of line, until the calls' startBefore. */
export function createSendLoop(options: SendLoopOptions): SendLoop {
  const plan = createSendPlan<PublishCall>();
  const state: LoopState = { open: new Set(), retrying: [], alone: 0, running: null };
  const stop = new AbortController();
  const loop: Loop = { ...options, plan, state, stop: stop.signal };
  const start = (): void => {
    state.running ??= run(loop).finally(() => {
      state.running = null;
      if (plan.size > 0) start();
    });
  };
  return {
    add: (call, records) => {
      state.open.add(call);
      call.done.finally(() => state.open.delete(call)).catch(() => undefined);
      for (const record of records) plan.add(record);
      // Not at once: calls of the same tick share the first send.
      queueMicrotask(start);
    },
    idle: async () => {
      while (state.open.size > 0) await Promise.allSettled([...state.open].map(({ done }) => done));
    },
    abandon: () => {
      stop.abort();
      for (const call of state.open) call.fail(new PortError('closed', 'publish: the bus is closed'));
    },
  };
}

/** Sends until nothing is left. */
async function run(loop: Loop): Promise<void> {
  const { state, clock, stop } = loop;
  let backoffMs = RETRY_FROM_MS;
  for (let records = next(loop); records.length > 0; records = next(loop)) {
    const error = await sendOnce(loop, records);
    const others = state.alone > 0 ? state.retrying : [];
    state.retrying = settleSend(records, error, state).concat(others);
    if (error?.retriable !== true) {
      backoffMs = RETRY_FROM_MS;
      continue;
    }
    await clock.delay(backoffMs, stop);
    backoffMs = Math.min(2 * backoffMs, RETRY_TO_MS);
  }
}

/** The records of the next send: those that failed before, else what waits. */
function next({ state, plan, clock }: Loop): CallRecord[] {
  expireOld(state.open, clock.now());
  const retry = state.retrying.filter(({ call }) => !call.settled);
  const records = retry.length > 0 ? retry : plan.take(({ call }) => !call.settled);
  if (state.alone === 0) return records;
  const chosen = records[0]?.call;
  state.retrying = records.filter(({ call }) => call !== chosen);
  return records.filter(({ call }) => call === chosen);
}

async function sendOnce(
  { send, state, clock }: Loop,
  records: readonly CallRecord[],
): Promise<PortError | null> {
  const sweeping = sweep({ open: state.open, records, clock });
  try {
    await send(records);
    return null;
  } catch (error) {
    return isPortError(error) ? error : new PortError('unavailable', 'publish failed', error);
  } finally {
    sweeping.abort();
  }
}

/** What is to be sent again. A refusal in a shared send is tried again call by call. */
function settleSend(records: readonly CallRecord[], error: PortError | null, state: LoopState): CallRecord[] {
  const counts = new Map<PublishCall, number>();
  for (const { call } of records) counts.set(call, (counts.get(call) ?? 0) + 1);
  if (error?.retriable === true) {
    for (const call of counts.keys()) call.noteTrouble(error);
    return [...records];
  }
  state.alone = Math.max(0, state.alone - 1);
  if (error !== null && counts.size > 1) {
    state.alone = counts.size;
    return [...records];
  }
  for (const [call, count] of counts) {
    if (error === null) call.acknowledge(count);
    else call.fail(error);
  }
  return [];
}

function expireOld(open: Iterable<PublishCall>, now: number): void {
  for (const call of open) if (call.startBefore <= now && !call.settled) call.expire();
}

/** While a send hangs, calls that wait behind it still learn in time that theirs will not start. */
function sweep(options: {
  readonly open: ReadonlySet<PublishCall>;
  readonly records: readonly CallRecord[];
  readonly clock: Clock;
}): AbortController {
  const stop = new AbortController();
  const { open, records, clock } = options;
  const look = async (): Promise<void> => {
    await clock.delay(SWEEP_MS, stop.signal);
    const inFlight = new Set(records.map(({ call }) => call));
    while (!stop.signal.aborted) {
      expireOld(
        [...open].filter((call) => !inFlight.has(call)),
        clock.now(),
      );
      await clock.delay(SWEEP_MS, stop.signal);
    }
  };
  void look();
  return stop;
}
