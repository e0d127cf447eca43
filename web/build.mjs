/**
 * Builds `dist/` (the page, the script tag's file and the chat that it loads) or, as `build.mjs package`, the npm package's
 * modules; `build.mjs watch` builds `dist/` again with every change.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build, context } from "esbuild";
import { minify } from "terser";

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

/** What the server sends: scripts as small as Terser makes them, 3 % smaller than esbuild; and Brotli beside each file. */
const small = {
  name: "small",
  setup({ onEnd, initialOptions: { format } }) {
    const module = format === "esm"; // others are read in the encoding of the page that they are on
    const options = { module, ecma: 2018, compress: { passes: 3 }, format: { ascii_only: !module } };
    const smaller = async (text) => (await minify(text, options)).code;
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, contents, text } of outputFiles) {
        const sent = path.endsWith(".js") && !counted ? await smaller(text) : contents;
        writeFileSync(path, sent);
        writeFileSync(`${path}.br`, brotliCompressSync(sent));
      }
    });
  },
};

const common = {
  sourcemap: counted ? "inline" : false,
  legalComments: "none",
  logLevel: "error",
  outdir: "dist",
  bundle: true,
  minify: true,
  write: false,
  plugins: [sheets, ...(counted ? [] : [templates]), small],
};
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
mkdirSync("dist", { recursive: true });
if (what === "package") await build(modules);
else if (what === "watch") for (const options of [launcher, pages, chat]) await (await context({ ...options, logLevel: "info" })).watch();
else await Promise.all([launcher, pages, chat].map(build));
