export { openDatabase, type Database, type DatabaseOptions, type SqlValue, type Statement } from './database';
export { createGroupCommit, type GroupCommit } from './group-commit';
export { lockDirectory } from './lock-directory';
export { toPortError } from './port-error';
