/** The arrows of the house: what may import what. */
/** Schemas: what imports one of these as a value has zod in its bundle. */
const SCHEMAS =
  '^shared/(model/(shapes|kinds)|contract/(?!(http|live|routes|vocabulary)\\.ts)|fold/lists/)|node_modules/zod/';
const NO_TYPES = { dependencyTypesNot: ['type-only'] };

const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'a circle has no beginning',
    ),
    {
      name: 'no-folder-cycles',
      severity: 'error',
      comment: 'folders depend on each other in one direction only, types included',
      scope: 'folder',
      from: { path: '^(shared|server|client)' },
      to: { circular: true },
    },
    forbid('client-not-server', { path: '^client/' }, { path: '^server/' }, 'they meet in shared/contract'),
    forbid(
      'client-without-zod',
      { path: '^client/' },
      { path: SCHEMAS, ...NO_TYPES },
      'the client takes types from the schemas, and values from files without zod',
    ),
    forbid(
      'values-without-zod',
      {
        path: '^shared/(timeline/|reporting/|contract/(http|live|routes|vocabulary)|model/(rows|scope|period|patterns|instant|vocabulary|catalogue|sitting-limit)\\.ts)',
      },
      { path: SCHEMAS, ...NO_TYPES },
      'the client imports values of these files',
    ),
    forbid('server-not-client', { path: '^server/' }, { path: '^client/' }, 'they meet in shared/contract'),
    forbid(
      'shared-is-alone',
      { path: '^shared/' },
      { path: '^(client|server|tests)/' },
      'shared imports nothing outside it',
    ),
    forbid(
      'shared-is-pure',
      { path: '^shared/' },
      { dependencyTypes: ['core'] },
      'shared knows no node: what it needs is an argument',
    ),
    forbid(
      'shared-needs-zod-only',
      { path: '^shared/' },
      { path: 'node_modules', pathNot: 'node_modules/zod/' },
      'shared is zod and pure functions',
    ),
    forbid(
      'components-are-given',
      { path: '^client/components/' },
      { path: '^client/(api|stores)/' },
      'props in, emits out',
    ),
    forbid(
      'model-is-first',
      { path: '^shared/model/' },
      { path: '^shared/(timeline|fold|indicators|contract)/' },
      'the vocabulary depends on nothing else of shared',
    ),
    forbid(
      'timeline-before-fold',
      { path: '^shared/timeline/' },
      { path: '^shared/(fold|indicators)/' },
      'days, schedules and clocks know no facts',
    ),
    forbid(
      'fold-before-indicators',
      { path: '^shared/fold/' },
      { path: '^shared/indicators/' },
      'an indicator reads the fold, never the reverse',
    ),
    forbid(
      'fold-is-closed',
      { path: '^(server|client)/' },
      { path: '^shared/fold/', pathNot: '^shared/fold/(fold\\.ts$|lists/|live/|query/|visibility/)' },
      'the server asks the fold (fold.ts); it does not reach into its facts',
    ),
    forbid(
      'figures-after-fold',
      { path: '^shared/(fold|indicators)/' },
      { path: '^shared/figures/' },
      'figures read the fold, never the reverse',
    ),
    forbid(
      'one-place-chooses-the-store',
      {
        path: '^server/',
        pathNot:
          '^server/(main|cli|worker|writer|reader|keeper|start-thread)\\.ts$|^server/store/sqlite/|^server/demo/',
      },
      { path: '^server/store/sqlite/' },
      'main, cli and the threads choose the store; everything else is given one',
    ),
    forbid(
      'sql-knows-no-database',
      { path: '^server/store/sql/' },
      { path: '^server/store/sqlite/|node_modules/(libsql|pg)/' },
      'the tables are given a database and its dialect',
    ),
    forbid(
      'edges-are-thin',
      { path: '^server/(http|live|services)/' },
      { path: '^server/store/(?!store\\.ts$)' },
      'an edge reaches the store by its interface',
    ),
    forbid(
      'ledger-knows-no-edge',
      { path: '^server/(ledger|store|access)/' },
      { path: '^server/(http|live|services)/' },
      '',
    ),
    forbid(
      'not-to-dev',
      { path: '^(shared|server)/' },
      { dependencyTypes: ['npm-dev'] },
      'it would be missing in an installed server; what only the pages need is built into them, and is a dev dependency',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
