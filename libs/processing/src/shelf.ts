import { innerOf } from './inner-of';

/** Answers by collection and name, and the names nobody has asked the store for yet. */
export interface Shelf<Answer> {
  /** Where nobody knows yet, the operation has to wait. */
  ask(collection: string, name: string, operation: number): Answer | undefined;
  /** What is known; nothing is fetched for it. */
  peek(collection: string, name: string): Answer | undefined;
  /** Has the next fetch load what is not known yet. */
  want(collection: string, names: readonly string[]): void;
  /** Loads what was asked for in vain; false where nothing was. */
  fetch(load: (collection: string, names: string[]) => Promise<(name: string) => Answer>): Promise<boolean>;
  forget(): void;
}

/** An empty shelf; `onMiss` is told what is asked for in vain, and by which operation. */
export function createShelf<Answer>(
  onMiss: (operation: number, collection: string, name: string) => void,
): Shelf<Answer> {
  const known = new Map<string, Map<string, Answer>>();
  const missed = new Map<string, Set<string>>();
  return {
    ask: (collection, name, operation) => {
      const answers = known.get(collection);
      const answer = answers?.get(name);
      if (answer !== undefined || answers?.has(name) === true) return answer;
      innerOf(missed, collection, () => new Set()).add(name);
      onMiss(operation, collection, name);
      return undefined;
    },
    peek: (collection, name) => known.get(collection)?.get(name),
    want: (collection, names) => {
      const answers = known.get(collection);
      const unknown = names.filter((name) => answers?.has(name) !== true);
      for (const name of unknown) innerOf(missed, collection, () => new Set()).add(name);
    },
    fetch: async (load) => {
      const wanted = [...missed];
      missed.clear();
      for (const [collection, names] of wanted) {
        const answer = await load(collection, [...names]);
        const answers = innerOf(known, collection, () => new Map<string, Answer>());
        for (const name of names) answers.set(name, answer(name));
      }
      return wanted.length > 0;
    },
    forget: () => {
      known.clear();
      missed.clear();
    },
  };
}
