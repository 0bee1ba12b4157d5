import { withinDeadline } from '@sluice/ports';
import type { CustomerDocument } from '@sluice/schemas';
import { RestError } from '../../http/rest-error';
import { createArgumentReader } from '../../items/arguments';
import { requiredText } from '../../items/scalar-arguments';
import { ANONYMOUS } from '../../route-table';
import type { ReadContext, ReadRow } from '../module';
import { customersByEmail } from './find-customer';

const readArguments = createArgumentReader([
  { name: 'username', required: true },
  { name: 'password', required: true },
]);

/** What was sent to log in; throws the 400 of missing arguments. */
function credentialsOf(body: unknown) {
  const args = readArguments(body);
  return { username: requiredText(args, 'username'), password: requiredText(args, 'password') };
}

/** The same for a wrong password and for nobody: who has an account is nobody's business. */
const signInFailed = (): RestError =>
  new RestError(401, {
    message:
      'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.',
  });

/** The id of the customer whose password it is; null where it is nobody's, after as much work. */
async function customerOf(context: ReadContext, username: string, password: string): Promise<number | null> {
  const { vault } = context.options;
  const [customer] = await customersByEmail(context, username);
  const { password_hash = null } = (customer?.document ?? {}) as Partial<CustomerDocument>;
  const fits = await withinDeadline(context.options, vault.verify(password, password_hash));
  return fits ? (customer?.id ?? null) : null;
}

const LOGIN = { verb: 'POST', access: ANONYMOUS, acl: ANONYMOUS } as const;

/** Logging in (contract magento-bulk 7): open to everybody, a token as a JSON text or 401. */
export const TOKEN_READS: readonly ReadRow[] = [
  {
    ...LOGIN,
    path: '/integration/customer/token',
    description: 'A token for the customer with this e-mail address and password.',
    answer: async (context) => {
      const { username, password } = credentialsOf(context.body);
      const id = await customerOf(context, username, password);
      if (id === null) throw signInFailed();
      return withinDeadline(context.options, context.options.customerToken(id));
    },
  },
  {
    ...LOGIN,
    path: '/integration/admin/token',
    description: 'A token for the account with this name and password.',
    answer: async (context) => {
      const { username, password } = credentialsOf(context.body);
      const token = await withinDeadline(context.options, context.options.logInAdmin(username, password));
      if (token === null) throw signInFailed();
      return token;
    },
  },
];
