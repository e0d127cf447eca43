/**
 * Which lines of `web/src` the tests have run: `coverage.mjs FOLDER` reads what Node and Chromium have counted there (V8's own
 * format), prints a line for each file, writes results/coverage/web, and fails below the share that it demands.
 */

import { readdirSync, readFileSync } from "node:fs";
import { CoverageReport } from "monocart-coverage-reports";

const LINES = 90;

const [counted] = process.argv.slice(2);
const report = new CoverageReport({
  name: "The chat",
  outputDir: "../results/coverage/web",
  reports: ["v8", ["console-details", { skipPercent: 100 }]],
  logging: "error",
  sourceFilter: (path) => /(^|\/)src\/[\w-]+\.ts$/.test(path) && !path.includes("lit-html"),
  sourcePath: (path) => path.replace(/^.*?(src\/[\w-]+\.ts)$/, "$1"),
});
for (const file of readdirSync(counted).filter((name) => name.endsWith(".json"))) {
  const { result } = JSON.parse(readFileSync(`${counted}/${file}`, "utf8"));
  const ours = result.filter(({ url, source }) => source || /node_modules\/\.tests\/.*\.mjs$/.test(url));
  if (ours.length) await report.add(ours.map((entry) => ({ ...entry, source: entry.source ?? readFileSync(new URL(entry.url), "utf8") })));
}
const { summary } = await report.generate();
if (!summary?.lines.total) throw new Error(`Nothing was counted in ${counted}.`);
console.log(`${summary.lines.pct} % of ${summary.lines.total} lines; ${LINES} % are demanded.`);
process.exitCode = summary.lines.pct < LINES ? 1 : 0;
