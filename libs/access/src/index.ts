export { createAccess, type Access, type AccessOptions } from './access';
export { authMode, isLoopback, type AuthDecision, type AuthMode } from './auth-mode';
export { ANONYMOUS, allows, hasScope, type Demand, type Principal } from './principal';
export { KNOWN_SCOPES, isScope, type ResourceScope, type Scope } from './scopes';
export { issueToken, type IssuedToken, type TokenDesk, type TokenRequest } from './issue-token';
export { isAccountName, passwordProblem, saveAccount, type AccountRequest } from './accounts';
export { createRateLimiter, type RateLimiter, type RateLimiterOptions, type Taken } from './rate-limiter';
export { createRequestRate, type RateRefusal, type RequestRate } from './request-rate';
