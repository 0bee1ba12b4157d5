import type { mongo } from 'mongoose';
import {
  PortError,
  type Account,
  type NewToken,
  type StoredToken,
  type TokenQuery,
  type TokenStore,
} from '@sluice/ports';
import { guardCalls, type Lifecycle } from './lifecycle';
import { isDuplicateKey } from './map-errors';

/** A token's document. */
export interface TokenRecord extends Omit<StoredToken, 'id'> {
  readonly _id: string;
  /** From when on it is only ballast; absent: never. */
  readonly droppableFrom?: number;
}

/** An account's document. */
export interface AccountRecord extends Omit<Account, 'name'> {
  readonly _id: string;
}

/** What the token store is made of. */
export interface TokenStoreOptions {
  readonly collections: {
    readonly tokens: mongo.Collection<TokenRecord>;
    readonly accounts: mongo.Collection<AccountRecord>;
  };
  /** The next number of tokens and accounts. */
  readonly nextUserId: () => Promise<number>;
  readonly lifecycle: Lifecycle;
}

const DAY_MS = 86_400_000;

const toRecord = ({ id, ...rest }: StoredToken): TokenRecord => {
  const { kind, expiresAt } = rest;
  const isLogin = kind !== 'integration' && expiresAt !== null;
  return { _id: id, ...rest, ...(isLogin ? { droppableFrom: expiresAt + DAY_MS } : {}) };
};

const toToken = ({ _id, droppableFrom: _, ...rest }: TokenRecord): StoredToken => ({ id: _id, ...rest });

const toAccount = ({ _id, ...rest }: AccountRecord): Account => ({ name: _id, ...rest });

const insert = async (options: TokenStoreOptions, token: NewToken): Promise<StoredToken> => {
  const { tokens } = options.collections;
  const userId = token.userId ?? (await options.nextUserId());
  const stored = { ...token, userId, revokedAt: null, lastUsedAt: null };
  try {
    await tokens.insertOne(toRecord(stored));
  } catch (error) {
    if (isDuplicateKey(error)) throw new PortError('refused', 'the id of the token is taken', error);
    throw error;
  }
  await tokens.deleteMany({ droppableFrom: { $lt: token.createdAt } });
  return stored;
};

const list = async (
  tokens: mongo.Collection<TokenRecord>,
  { after, limit }: TokenQuery,
): Promise<StoredToken[]> => {
  const behind =
    after === undefined
      ? {}
      : {
          createdAt: { $lte: after.createdAt },
          $or: [{ createdAt: { $lt: after.createdAt } }, { _id: { $lt: after.id } }],
        };
  const found = await tokens.find(behind).sort({ createdAt: -1, _id: -1 }).limit(limit).toArray();
  return found.map(toToken);
};

const touch = async (
  tokens: mongo.Collection<TokenRecord>,
  uses: ReadonlyMap<string, number>,
): Promise<void> => {
  if (uses.size === 0) return;
  const updates = [...uses].map(([_id, lastUsedAt]) => ({
    updateOne: { filter: { _id }, update: { $max: { lastUsedAt } } },
  }));
  await tokens.bulkWrite(updates, { ordered: false });
};

/** A number taken for an account that somebody else made meanwhile stays a gap. */
const putAccount = async (options: TokenStoreOptions, account: Omit<Account, 'userId'>): Promise<Account> => {
  const { accounts } = options.collections;
  const { name: _id, ...fields } = account;
  const change = (): Promise<AccountRecord | null> =>
    accounts.findOneAndUpdate({ _id }, { $set: fields }, { returnDocument: 'after' });
  const known = await change();
  if (known !== null) return toAccount(known);
  const made = { _id, ...fields, userId: await options.nextUserId() };
  try {
    await accounts.insertOne(made);
    return toAccount(made);
  } catch (error) {
    const other = isDuplicateKey(error) ? await change() : null;
    if (other === null) throw error;
    return toAccount(other);
  }
};

/** The TokenStore over MongoDB: a document a token, a document an account, journalled like every write here. */
export function createTokenStore(options: TokenStoreOptions): TokenStore {
  const { lifecycle, collections } = options;
  const { tokens, accounts } = collections;
  return {
    insert: guardCalls(lifecycle, (token) => insert(options, token)),
    find: guardCalls(lifecycle, async (id) => {
      const found = await tokens.findOne({ _id: id });
      return found === null ? null : toToken(found);
    }),
    list: guardCalls(lifecycle, (query) => list(tokens, query)),
    revoke: guardCalls(lifecycle, async (id, at) => {
      const first = [{ $set: { revokedAt: { $ifNull: ['$revokedAt', at] } } }];
      return (await tokens.updateOne({ _id: id }, first)).matchedCount === 1;
    }),
    touch: guardCalls(lifecycle, (uses) => touch(tokens, uses)),
    putAccount: guardCalls(lifecycle, (account) => putAccount(options, account)),
    findAccount: guardCalls(lifecycle, async (name) => {
      const found = await accounts.findOne({ _id: name });
      return found === null ? null : toAccount(found);
    }),
  };
}
