/**
 * Builds `dist/` (the page, the script tag's file and the chat that it loads) or, as `build.mjs package`, the npm package's
 * modules; `build.mjs watch` builds `dist/` again with every change.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build, context } from "esbuild";

/** As `docs/web.md` names them; the launcher is read by older ones too, which it tells so. */
const OLDEST = ["chrome100", "firefox102", "safari15.4"];
const TELLS_SO = "es2018";

/** What a module imports from a style sheet is its text, put together and minified. */
const sheets = {
  name: "sheets",
  setup({ onLoad }) {
    onLoad({ filter: /styles\/\w+\.css$/ }, async ({ path }) => {
      const { outputFiles, metafile } = await build({ entryPoints: [path], bundle: true, minify: true, target: OLDEST, write: false, metafile: true });
      return { contents: outputFiles[0].text.trim(), loader: "text", watchFiles: Object.keys(metafile.inputs) };
    });
  },
};

/** `make coverage` wants to know where each line is from, and sources as they are. */
const counted = Boolean(process.env.WIDGET_COVERAGE);

/** Their indentation is no part of what templates draw. */
const templates = {
  name: "templates",
  setup({ onLoad }) {
    onLoad({ filter: /src\/[\w-]+\.ts$/ }, ({ path }) => ({ contents: readFileSync(path, "utf8").replace(/\n\s+/g, "\n"), loader: "ts" }));
  },
};

/** Brotli beside each file, at the level that takes its time: the server sends it to browsers that take it. */
const compressed = {
  name: "compressed",
  setup({ onEnd }) {
    onEnd(() => {
      for (const name of readdirSync("dist").filter((name) => !/^\.|\.br$/.test(name)))
        writeFileSync(`dist/${name}.br`, brotliCompressSync(readFileSync(`dist/${name}`)));
    });
  },
};

const written = { sourcemap: counted ? "inline" : false, legalComments: "none", logLevel: "error", outdir: "dist" };
const common = { ...written, bundle: true, minify: true, plugins: [sheets, ...(counted ? [] : [templates]), compressed] };
const launcher = {
  ...common,
  entryPoints: { widget: "src/launcher.ts", facts: "src/facts.ts" },
  format: "iife",
  target: TELLS_SO,
};
const pages = {
  ...common,
  entryPoints: ["src/index.html", "src/icon.svg", "src/page.css", "src/facts.css"],
  loader: { ".html": "copy", ".svg": "copy" },
};
const chat = { ...common, entryPoints: { chat: "src/widget.ts" }, format: "esm", target: OLDEST };
const modules = {
  entryPoints: ["src/index.ts", "src/react.ts"],
  bundle: true,
  packages: "external",
  splitting: true,
  format: "esm",
  target: OLDEST,
  outdir: "package",
  plugins: [sheets],
};

const [what] = process.argv.slice(2);
if (what === "package") await build(modules);
else if (what === "watch") for (const options of [launcher, pages, chat]) await (await context({ ...options, logLevel: "info" })).watch();
else await Promise.all([launcher, pages, chat].map(build));
