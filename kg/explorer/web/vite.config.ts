// One entry for every page; the graph and the console are chunks that load where they are needed. Paths are relative, so
// that the built pages work under any prefix. Nothing is inlined: the pages forbid inline code and data: addresses.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";

const NOTICES = "THIRD_PARTY_LICENSES.md";

// What Vite and Rolldown put in themselves, for chunks that load later, is no module that the notices would list.
const builders = {
  name: "notices-of-builders",
  writeBundle({ dir }: { dir?: string }) {
    for (const [name, file] of [["rolldown", "LICENSE"], ["vite", "LICENSE.md"]] as const) {
      const at = join(import.meta.dirname, "node_modules", name);
      const { version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
      const text = /^MIT License\n.*?\bSOFTWARE\.\n/ms.exec(readFileSync(join(at, file), "utf8"));
      if (!dir || !text) throw new Error(`no licence of ${name}`);
      appendFileSync(join(dir, NOTICES), `\n## ${name} - ${version} (${license})\n\n${text[0]}`);
    }
  },
};

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    license: { fileName: NOTICES },
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: "src/main.ts" },
  },
  plugins: [builders],
  test: { include: ["test/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
