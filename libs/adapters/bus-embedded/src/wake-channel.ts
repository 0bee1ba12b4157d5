import { BroadcastChannel } from 'node:worker_threads';
import { realpathSync } from 'node:fs';

/** What the members inside one process tell each other at once; other processes find it by polling. */
export type Wake =
  | { readonly kind: 'appended'; readonly topic: string; readonly partitions: readonly number[] }
  | { readonly kind: 'membership' };

/** A channel between all buses of a directory in this process, its worker threads included. */
export interface WakeChannel {
  tell(wake: Wake): void;
  close(): void;
}

/** Opens the channel; it does not keep the process alive. */
export function openWakeChannel(directory: string, onWake: (wake: Wake) => void): WakeChannel {
  const channel = new BroadcastChannel(`sluice-bus:${realpathSync(directory)}`);
  channel.unref();
  channel.onmessage = (event: unknown) => {
    onWake((event as { data: Wake }).data);
  };
  return {
    tell: (wake) => {
      channel.postMessage(wake);
    },
    close: () => {
      channel.close();
    },
  };
}
