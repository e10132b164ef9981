/** Who may import whom. Each rule says why it exists; a break fails the build. */
const only = (from, allowed, comment) => ({
  name: `${from}-stays-in-its-place`,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
});

module.exports = {
  forbidden: [
    only('kubernetes', [], 'The rules of Kubernetes know nothing of us: they can be read and tested alone.'),
    only('trace', ['kubernetes'], 'A trace need not come from the simulator: an audit log is one, too.'),
    only('scenario', ['kubernetes'], 'A scenario is what a person supplies; it knows no run.'),
    only(
      'simulation',
      ['kubernetes', 'trace', 'scenario'],
      'The simulator asks the rules and writes a trace; it knows no screen.',
    ),
    only('story', ['trace', 'kubernetes'], 'The story is told from the trace, whoever made it.'),
    only('views', ['story', 'trace', 'kubernetes'], 'If a view needs a reason, the reason is in the trace.'),
    only(
      'cli',
      ['simulation', 'scenario', 'trace', 'story', 'kubernetes'],
      'The command line is the engine without a screen.',
    ),
    {
      name: 'no-cycles',
      comment:
        'Files that import each other cannot be understood or tested one by one, and which of them is run first decides what is undefined. What both need belongs in a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },

    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'] },
  },
};
