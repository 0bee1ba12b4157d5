import { PortError } from '@sluice/ports';

/** One publish() on its way: settled once, when its last message is acknowledged or its first one fails. */
export interface PublishCall {
  readonly startBefore: number;
  readonly done: Promise<void>;
  readonly settled: boolean;
  /** That many of its messages are durable. */
  acknowledge(count: number): void;
  fail(error: PortError): void;
  /** Its time is over: `deadline` if no send of it ever started, else what the last one said. */
  expire(): void;
  /** A send of it failed in a way that may pass. */
  noteTrouble(error: PortError): void;
}

/** Opens a call of `count` messages. */
export function createPublishCall(count: number, startBefore: number): PublishCall {
  const state = { left: count, settled: count === 0, trouble: null as PortError | null };
  const { promise, resolve, reject } = outcome();
  if (count === 0) resolve();
  const fail = (error: PortError): void => {
    state.settled = true;
    reject(error);
  };
  return {
    startBefore,
    done: promise,
    get settled() {
      return state.settled;
    },
    acknowledge: (acknowledged) => {
      state.left -= acknowledged;
      if (state.left > 0 || state.settled) return;
      state.settled = true;
      resolve();
    },
    fail,
    expire: () => {
      fail(state.trouble ?? new PortError('deadline', 'publish: the time to start a send is over'));
    },
    noteTrouble: (error) => {
      state.trouble = error;
    },
  };
}

interface Outcome {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: PortError) => void;
}

function outcome(): Outcome {
  const ways: Omit<Outcome, 'promise'>[] = [];
  const promise = new Promise<void>((resolve, reject) => ways.push({ resolve, reject }));
  return {
    promise,
    resolve: () => ways[0]?.resolve(),
    reject: (error) => ways[0]?.reject(error),
  };
}
