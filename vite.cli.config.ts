import { defineConfig } from 'vite';

/** The command line as one file that Node runs without anything else. */
export default defineConfig({
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'podscope.js' } },
  },
  ssr: { noExternal: true },
});
