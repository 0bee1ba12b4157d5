import { unfold } from '../items/shape';
import type { JsonObject } from '../json';
import type { MagentoModule } from '../modules/module';
import { topicName } from '../route-table';

/** Which action a payload belongs to. */
export interface ActionName {
  readonly entity: unknown;
  readonly action: unknown;
}

/** What the status views know of the calls that bulks were made by. */
export interface CallBook {
  /** Class and method behind a topic; undefined for one that is not Magento's. */
  implementationOf(topic: string): string | undefined;
  /**
   * The item that a payload was mapped from, in canonical spelling and order: what mapping it again gives is the same
   * payload. The payload of an action that is not Magento's is handed on as it is.
   */
  itemOf(action: ActionName, payload: JsonObject): JsonObject;
}

/** The book of the calls that these parts of the API offer. */
export function createCallBook(modules: readonly Pick<MagentoModule, 'writes' | 'items'>[]): CallBook {
  const implementations = new Map(
    modules.flatMap(({ writes }) => writes).map((row) => [topicName(row), row.implementation]),
  );
  const items = new Map(modules.flatMap((module) => Object.entries(module.items)));
  return {
    implementationOf: (topic) => implementations.get(topic),
    itemOf: ({ entity, action }, payload) => {
      const itemOf = items.get(`${String(entity)}/${String(action)}`);
      return itemOf === undefined ? payload : (unfold(itemOf(payload)) as JsonObject);
    },
  };
}
