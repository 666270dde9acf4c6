#!/usr/bin/env node
// The command line in a clone. Plain JavaScript, so that a Node which can't run the sources can still say so.
const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  fail(
    `DAKOR's sources need Node ${NEEDED} or newer and this is ${process.versions.node}: ` +
      `install it from https://nodejs.org/en/download, or type npm ci, which brings one, and then npm run dakor -- and the same words.`,
  );
} else {
  import("./main.ts").catch((thrown) => {
    if (thrown?.code !== "ERR_MODULE_NOT_FOUND") throw thrown;
    fail(`A package that DAKOR needs is not there: type npm ci first. (${thrown.message})`);
  });
}

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
