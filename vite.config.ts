import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

/**
 * Everything is kept by the browser at the first visit: a classroom may have no network. A newer build takes over at
 * once, so that the next reload shows it.
 */
const offline = VitePWA({
  registerType: 'autoUpdate',
  injectRegister: 'script-defer',
  includeAssets: ['icon.svg'],
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,woff2}'],
    maximumFileSizeToCacheInBytes: 4_000_000,
    skipWaiting: true,
    clientsClaim: true,
    cleanupOutdatedCaches: true,
  },
  manifest: {
    name: 'PodScope',
    short_name: 'PodScope',
    description: 'What really happens between kubectl create and a Running Pod',
    display: 'standalone',
    background_color: '#FBFAF7',
    theme_color: '#FBFAF7',
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  },
});

export default defineConfig({
  base: './',
  plugins: [react(), offline],
  build: { target: 'es2022', sourcemap: true },
  // A worker that can load parts of itself late.
  worker: { format: 'es' },
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/bench/**'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
