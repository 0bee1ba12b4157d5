/**
 * Who may import whom, by the tags in each project's package.json (`nx.tags`):
 * apps -> wiring, dialects, slices, http, platform -> ports -> schemas. Only an adapter imports its vendor's client.
 */

const VENDORS = {
  kafka: ['kafkajs*'],
  mongodb: ['mongoose*', 'mongodb*'],
  sqlite: ['libsql*', 'better-sqlite3*'],
};
const allVendors = Object.values(VENDORS).flat();
const vendorsExcept = (scope) => allVendors.filter((name) => !VENDORS[scope].includes(name));

const http = ['express*', 'helmet*'];

const layer = (type, targets, rest = {}) => ({
  sourceTag: `type:${type}`,
  onlyDependOnLibsWithTags: targets.map((target) => `type:${target}`),
  ...rest,
});

const noVendors = { bannedExternalImports: allVendors };

/** What only a spec may import beside what its project may: the test libraries. */
const TEST_LIBRARIES = ['fast-check*', '@jest/globals*'];

const pure = (allowed, inSpecs) => ({
  allowedExternalImports: inSpecs ? [...allowed, ...TEST_LIBRARIES] : allowed,
});

const layers = (inSpecs) => [
  layer('app', ['wiring', 'doors', 'dialect', 'slice', 'http', 'platform', 'port', 'schema'], noVendors),
  layer('wiring', ['adapter', 'driver', 'port', 'schema'], noVendors),
  layer('doors', ['dialect', 'slice', 'http', 'platform', 'port', 'schema'], noVendors),
  layer('dialect', ['slice', 'port', 'schema'], noVendors),
  layer('slice', ['port', 'schema', ...(inSpecs ? ['contract'] : [])], {
    bannedExternalImports: [...allVendors, ...http],
  }),
  layer('adapter', ['driver', 'port', 'schema', ...(inSpecs ? ['contract', 'tool'] : [])], {
    bannedExternalImports: http,
  }),
  layer('driver', ['port', 'schema'], { bannedExternalImports: [...vendorsExcept('sqlite'), ...http] }),
  layer('contract', ['port', 'schema'], noVendors),
  layer('http', ['platform', 'port', 'schema'], noVendors),
  // Threads and apps that serve nobody hold this one, and need not hold express.
  layer('platform', ['port', 'schema'], { bannedExternalImports: [...allVendors, ...http] }),
  layer('port', ['schema'], pure([], inSpecs)),
  layer('schema', ['schema'], pure(['zod*'], inSpecs)),
  // The suite plays the foreign publisher: embedded, there is no other way to the bus than the wiring.
  layer('e2e', ['wiring', 'schema', 'port', 'tool']),
  // The benchmark's raw limit runs on the driver that the adapters run on.
  layer('tool', ['driver', 'schema', 'port', 'tool']),
];

const adapterScopes = (inSpecs) =>
  Object.keys(VENDORS).flatMap((scope) =>
    ['adapter', 'driver'].map((type) => ({
      allSourceTags: [`type:${type}`, `scope:${scope}`],
      onlyDependOnLibsWithTags: [
        `scope:${scope}`,
        'type:port',
        'type:schema',
        ...(inSpecs ? ['type:contract', 'type:tool'] : []),
      ],
      bannedExternalImports: vendorsExcept(scope),
    })),
  );

/** The options of `@nx/enforce-module-boundaries`, for sources or for specs. */
export const boundaries = ({ inSpecs }) => [
  'error',
  {
    allow: [],
    allowCircularSelfDependency: false,
    banTransitiveDependencies: true,
    // Loaded late by the suites' set-up, which builds it first; imported by name elsewhere. It is no lazy chunk.
    checkDynamicDependenciesExceptions: ['@sluice/servers'],
    depConstraints: [...layers(inSpecs), ...adapterScopes(inSpecs)],
  },
];
