import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The wizard: `web/` into static files. `cdk/web.ts` runs this and says where they go. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    // Only of a build by hand: `cdk/web.ts` names another folder.
    outDir: '../dist/web-by-hand',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    // A page's own parts are loaded with it; a warning at half of what the first page may take.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // The components say "use client" to servers that render them; nothing renders here but the browser.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
      },
    },
  },
})
