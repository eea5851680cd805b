import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// While developing, `npm run dev` shows the page with the data of a server that runs already.
const server = process.env["MUSTER_SERVER"] ?? "http://127.0.0.1:7180";

export default defineConfig({
  root: here("src/main/page"),
  plugins: [svelte({ configFile: here("svelte.config.js") })],
  build: {
    outDir: process.env["PAGE_FOLDER"] ?? here("target/dev"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // the content security policy allows nothing inline
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api/v1": { target: server }, "/signin": { target: server } },
  },
});
