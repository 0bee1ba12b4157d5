/** A call to a worker process: every worker answers calls by name, one at a time. */
export interface WorkerCall {
  readonly name: string;
  readonly input: unknown;
}

/** What it answers. */
export type WorkerAnswer = { readonly result: unknown } | { readonly error: string };

/** The calls that a worker knows; both ends are typed by the same record. */
export type WorkerTasks = Readonly<Record<string, (input: never) => Promise<unknown>>>;

/** In the worker: answers the parent's calls until the parent disconnects. */
export function serveTasks(tasks: WorkerTasks): void {
  // A terminal's Ctrl-C reaches the whole process group; the parent decides when its workers end.
  process.on('SIGINT', () => undefined);
  process.on('message', ({ name, input }: WorkerCall) => {
    void answer(tasks[name], input).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit(0));
}

async function answer(task: WorkerTasks[string] | undefined, input: unknown): Promise<WorkerAnswer> {
  try {
    return { result: await task?.(input as never) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
