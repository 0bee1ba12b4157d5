import { finishedItems, renderBar, renderLine, type Progress } from './progress';

/** Where progress is shown. */
export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  /** Ends the line of this bulk. */
  readonly finish: (progress: Progress) => void;
}

/** What a display needs of a stream; `process.stdout` is one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

const DEFAULT_COLUMNS = 80;
/** Back to the first column, and the rest of the line emptied. */
const REDRAW = '\r\u001b[K';

/** A terminal gets one bar a bulk, drawn again and again; anything else a line whenever more items are finished. */
export const createDisplay = (screen: Screen): ProgressDisplay =>
  screen.isTTY === true ? barDisplay(screen) : lineDisplay(screen);

function barDisplay(screen: Screen): ProgressDisplay {
  // A bar in the last column would wrap and be drawn below itself.
  const show = (progress: Progress): void => {
    screen.write(REDRAW + renderBar(progress, columnsOf(screen) - 1));
  };
  return {
    show,
    finish: (progress) => {
      show(progress);
      screen.write('\n');
    },
  };
}

function lineDisplay(screen: Screen): ProgressDisplay {
  let last = '';
  const show = (progress: Progress): void => {
    const step = `${progress.label} ${finishedItems(progress.counts)}`;
    if (step === last) return;
    last = step;
    screen.write(`${renderLine(progress)}\n`);
  };
  return { show, finish: show };
}

/** A pseudo-terminal that nobody sized says 0. */
const columnsOf = ({ columns }: Screen): number =>
  columns === undefined || columns < 1 ? DEFAULT_COLUMNS : columns;
