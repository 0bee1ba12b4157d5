type Work = () => Promise<void>;

/** Work that is under way; each piece is asked for by its name. */
export interface SideBySide {
  /** Starts all of it. */
  readonly begin: () => void;
  /** Settles as the piece does. */
  readonly outcome: (name: string) => Promise<void>;
}

interface Piece {
  readonly run: Work;
  readonly outcome: Promise<void>;
  readonly settle: (outcome: Promise<void>) => void;
}

function pieceOf(run: Work): Piece {
  let settle: Piece['settle'] = () => undefined;
  const outcome = new Promise<void>((resolve) => {
    settle = resolve;
  });
  // It may fail before its test asks.
  outcome.catch(() => undefined);
  return { run, outcome, settle };
}

/**
 * Runs pieces of work a few at a time, in their order. One failure stops nothing: each is told where its outcome is
 * asked for, so that every piece can have a test of its own although all of them run at once.
 */
export function runSideBySide(work: ReadonlyMap<string, Work>, atOnce: number): SideBySide {
  const pieces = new Map([...work].map(([name, run]) => [name, pieceOf(run)] as const));
  const queue = [...pieces.values()];
  const goOn = async (): Promise<void> => {
    for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
      const running = piece.run();
      piece.settle(running);
      await running.catch(() => undefined);
    }
  };
  return {
    begin: () => {
      for (let worker = 0; worker < atOnce; worker += 1) void goOn();
    },
    outcome: async (name) => {
      const piece = pieces.get(name);
      if (piece === undefined) throw new Error(`no work is called ${name}`);
      return piece.outcome;
    },
  };
}
