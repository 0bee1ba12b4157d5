import { customerKey, isAlias, type CustomerDocument } from '@sluice/schemas';
import type { EntityRecord } from '../../entities/entity-reader';
import type { ReadContext } from '../module';

/** The website that is looked at first. */
const MAIN_WEBSITE = 1;

function websiteIds({ options }: ReadContext): number[] {
  const ids = options.stores.websites.map(({ id }) => id).filter((id) => id !== MAIN_WEBSITE);
  return [MAIN_WEBSITE, ...ids];
}

const goesBy = (key: string, { document }: EntityRecord): boolean => {
  const { website_id, email } = document as CustomerDocument;
  return customerKey(website_id, email) === key;
};

/** The customers that go by this e-mail address now, the one of website 1 first. Rejects with a PortError. */
export async function customersByEmail(context: ReadContext, email: string): Promise<EntityRecord[]> {
  const keys = websiteIds(context).map((id) => customerKey(id, email));
  const found = new Map((await context.entities.many('customer', keys)).map((one) => [one.key, one]));
  const aliases = [...found.values()].flatMap(({ document }) =>
    isAlias(document) ? [document.alias_of] : [],
  );
  const owners = new Map((await context.entities.many('customer', aliases)).map((one) => [one.key, one]));
  return keys.flatMap((key) => {
    const held = found.get(key);
    const record = held !== undefined && isAlias(held.document) ? owners.get(held.document.alias_of) : held;
    return record === undefined || isAlias(record.document) || !goesBy(key, record) ? [] : [record];
  });
}
