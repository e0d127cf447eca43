// Brotli beside each script, at the level that takes its time: the server sends it to browsers that take it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

for (const name of readdirSync("dist").filter((name) => /\.(js|css)$/.test(name)))
  writeFileSync(`dist/${name}.br`, brotliCompressSync(readFileSync(`dist/${name}`)));
