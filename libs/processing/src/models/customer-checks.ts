import type { CustomerDocument, StoreRegistry, StoredAddress } from '@sluice/schemas';
import type { OperationContext, Refusal } from '../model';

/** What the checks need of an operation. */
type Checking = Pick<OperationContext, 'stores' | 'supplies'>;

const invalid = (message: string): Refusal => ({ class: 'final', code: 'invalid', message });
const missing = (message: string): Refusal => ({ class: 'final', code: 'not_found', message });

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** What an address cannot be without, and what the original calls it. */
const REQUIRED_OF_ADDRESS = [
  ['firstname', 'firstname'],
  ['lastname', 'lastname'],
  ['street', 'street'],
  ['city', 'city'],
  ['telephone', 'telephone'],
  ['country_id', 'countryId'],
] as const;

const isBlankField = (value: StoredAddress[(typeof REQUIRED_OF_ADDRESS)[number][0]]): boolean =>
  Array.isArray(value) ? value.every(isBlank) : isBlank(value);

const addressMistakes = (address: StoredAddress): string[] =>
  REQUIRED_OF_ADDRESS.filter(([field]) => isBlankField(address[field])).map(
    ([, name]) => `"${name}" is required. Enter and try again.`,
  );

/** One `@`, a name before it and a host with a dot behind it: what is beyond that, only its mail server knows. */
const EMAIL = /^[^\s@"(),:;<>[\]\\]+@[^\s@.,]+(?:\.[^\s@.,]+)+$/;

const profileMistakes = ({ firstname, lastname, email }: CustomerDocument): string[] => [
  ...(isBlank(firstname) ? ['"First Name" is a required value.'] : []),
  ...(isBlank(lastname) ? ['"Last Name" is a required value.'] : []),
  ...(EMAIL.test(email) ? [] : ['"Email" is not a valid email address.']),
];

/** The store view of the website that is asked for first; 0 stands for none. */
export const storeOfWebsite = ({ views, defaultView }: StoreRegistry, websiteId: number): number => {
  const own = views.filter((view) => view.websiteId === websiteId);
  return (own.find(({ code }) => code === defaultView) ?? own[0])?.id ?? 0;
};

const WITHOUT_STORE = 0;

function storeMistake({ stores }: Checking, { website_id, store_id }: CustomerDocument): Refusal | null {
  if (!stores.websites.some(({ id }) => id === website_id)) {
    return missing(
      `The website with id ${website_id} that was requested wasn't found. Verify the website and try again.`,
    );
  }
  if (store_id === WITHOUT_STORE) return null;
  const view = stores.views.find(({ id }) => id === store_id);
  if (view === undefined) {
    return missing("The store that was requested wasn't found. Verify the store and try again.");
  }
  return view.websiteId === website_id ? null : invalid('The store view is not in the associated website.');
}

/** The group of everybody, which nobody needs to look up. */
export const GENERAL_GROUP = 1;

/** Only a group that is new to the customer is looked up. */
function groupMistake(
  { supplies }: Checking,
  before: CustomerDocument | null,
  { group_id }: CustomerDocument,
): Refusal | null {
  if (group_id === before?.group_id || group_id === GENERAL_GROUP) return null;
  return supplies.locate('customer_groups', `id:${group_id}`) === undefined
    ? invalid('The specified customer group id does not exist.')
    : null;
}

/** Why the customer cannot be as it would become; null where it can. Texts are the original's. */
export function checkCustomer(
  context: Checking,
  before: CustomerDocument | null,
  after: CustomerDocument,
): Refusal | null {
  const mistakes = [...profileMistakes(after), ...after.addresses.flatMap(addressMistakes)];
  if (mistakes.length > 0) return invalid(mistakes.join(' '));
  return storeMistake(context, after) ?? groupMistake(context, before, after);
}
