// One entry for every page; the graph and the console are chunks that load where they are needed. Paths are relative, so
// that the built pages work under any prefix. Nothing is inlined: the pages forbid inline code and data: addresses.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    license: { fileName: "THIRD_PARTY_LICENSES.md" },
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: "src/main.ts" },
  },
  test: { include: ["test/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
