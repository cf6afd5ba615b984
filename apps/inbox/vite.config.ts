import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that `vite dev` speaks to; a built inbox is served by the server itself. */
const server = 'http://127.0.0.1:3000';

export default defineConfig({
  base: '/',
  plugins: [react(), tailwindcss()],
  build: { target: 'es2023', chunkSizeWarningLimit: 700, assetsInlineLimit: 0 },
  server: {
    port: 41600,
    proxy: { '/api': { target: server, ws: true }, '/demo': server, '/widget': server },
  },
});
