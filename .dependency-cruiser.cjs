// Imports point one way (docs/architecture.md):
//
//   inbox, widget, cli → replica → protocol
//   main → http → modules/*/index → platform → protocol
//
// Each rule below is proved on every run: scripts/boundaries/planted holds a file that breaks it, and
// the check fails when that file is not reported under the rule's name. The parser is swc because
// dependency-cruiser cannot read TypeScript through TypeScript 7: it would find nothing, and be green.

const server = '^apps/server/src/';
const modules = `${server}modules/`;

/** Tests may look anywhere; so may the testkit, which tests alone import. */
const tests = ['\\.test\\.tsx?$', '/testing/', '^packages/testkit/', '^e2e/', '^bench/'];

/** What a core may take from npm: packages that turn values into values. Zod is the protocol's language. */
const pure =
  '(zod|micromark|micromark-.+|mdast|mdast-util-.+|linkedom|defuddle|snowball-stemmers|vader-sentiment)';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: tests, ...from },
  to,
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle has no bottom to read from.', { pathNot: [] }, { circular: true }),
    forbid(
      'everything-resolves',
      'An import that leads nowhere, or a check that cannot see where it leads.',
      { pathNot: [] },
      // mdast is types alone, in @types/mdast; the compiler finds it there.
      { couldNotResolve: true, pathNot: '^mdast$' },
    ),
    forbid(
      'protocol-stands-alone',
      'The protocol is what all agree on; it knows none of them.',
      { path: '^packages/protocol/' },
      { path: '^(apps|packages|bench|e2e)/', pathNot: '^packages/protocol/' },
    ),
    forbid(
      'replica-knows-only-the-protocol',
      'The replica is pure client state.',
      { path: '^packages/replica/' },
      { path: '^(apps|packages|bench|e2e)/', pathNot: '^packages/(replica|protocol)/' },
    ),
    forbid(
      'screens-know-only-replica-and-protocol',
      'A screen speaks to the server over the wire, and never to the other screen.',
      { path: '^apps/(inbox|widget)/' },
      { path: '^(apps|packages|bench|e2e)/', pathNot: '^(apps/$1|packages/(replica|protocol))/' },
    ),
    forbid(
      'cli-uses-the-front-door',
      'The command line knows @baton/server by its index, and the packages.',
      { path: '^apps/cli/' },
      {
        path: '^(apps|bench|e2e)/',
        pathNot: ['^apps/cli/', '^apps/server/src/index\\.ts$'],
      },
    ),
    forbid(
      'server-knows-no-screen',
      'The server serves the built screens as files.',
      { path: '^apps/server/' },
      { path: '^(apps/(?!server/)|packages/replica/|bench/|e2e/)' },
    ),
    forbid(
      'testkit-is-for-tests',
      'What ships never imports what only tests may.',
      { path: '^(apps|packages)/' },
      { path: '^packages/testkit/|/testing/' },
    ),
    forbid(
      'core-is-pure',
      "A module's core imports the protocol and itself (and types at a sibling's door): no clock, no file.",
      { path: `${modules}([^/]+)/core/` },
      {
        pathNot: [`${modules}$1/core/`, '^packages/protocol/', `^node_modules/${pure}/`, '^mdast$'],
      },
    ),
    forbid(
      'modules-have-one-door',
      'Another module is reached through its index.ts only.',
      { path: `${modules}([^/]+)/` },
      { path: `${modules}[^/]+/(?!index\\.ts$)`, pathNot: `${modules}$1/` },
    ),
    forbid(
      'modules-are-entered-by-the-door',
      'http, main and the index of the server reach a module through its index.ts only.',
      { path: '^(apps|packages)/', pathNot: [...tests, modules] },
      { path: `${modules}[^/]+/(?!index\\.ts$)` },
    ),
    forbid(
      'conversations-and-escalation-stand-alone',
      'The core of the product calls no sibling; answering and routing call it.',
      { path: `${modules}(conversations|escalation)/` },
      { path: modules, pathNot: `${modules}$1/` },
    ),
    forbid(
      'listeners-are-not-called',
      'realtime, feedback, usage, integrations and notifications only listen: no module imports them.',
      { path: `${modules}([^/]+)/` },
      {
        path: `${modules}(realtime|feedback|usage|integrations|notifications)/`,
        pathNot: `${modules}$1/`,
      },
    ),
    forbid(
      'modules-know-no-http',
      'Routes call modules; no module knows of routes or of the composition.',
      { path: modules },
      { path: `${server}(http/|[^/]+\\.ts$)` },
    ),
    forbid(
      'platform-is-below',
      'The platform serves modules and knows none of them.',
      { path: `${server}platform/` },
      { path: '^apps/', pathNot: `${server}platform/` },
    ),
    forbid(
      'main-is-the-top',
      'The composition root imports; nothing imports it.',
      { path: '^(apps|packages)/' },
      { path: `${server}main\\.ts$` },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
