import { KNOWN_SCOPES } from '@sluice/access';

/** What `npm run token` shows to who asks for it, or who got it wrong. */
export const USAGE = `usage:
  npm run token -- create --scope S [--scope S ...] [--name N] [--expires 30d] [--entity E ...] [--store S ...]
      makes a token and prints it, once; --expires takes s, m, h and d; --entity and --store limit it
  npm run token -- list
      shows all tokens, never the secrets
  npm run token -- revoke <id>
      ends a token; services know within 5 s
  npm run token -- account <name> --scope S [--scope S ...]
      makes an account for POST /rest/V1/integration/admin/token, or changes it; the password (8 characters or
      more) is read from standard input

scopes:
  ${KNOWN_SCOPES.join('\n  ')}

settings:
  SLUICE_DATA_DIR       the data folder of the service, ./data unless set; a service may be running on it
  MONGODB_URI           where it is set, tokens are kept in that database instead
  SLUICE_TOKEN_PEPPER   the same as the gateway's; where it is unset, both must use the same data folder, which keeps one
`;
