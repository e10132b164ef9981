/** What a build of v1.35.6 says of itself; the commit and the date are those of no real build. */
export const versionInfo = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.6',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'go1.25.8',
  compiler: 'gc',
  platform: 'linux/amd64',
};
