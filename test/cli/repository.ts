import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A git work tree of a test, gone with it. */
export type TestRepository = {
  readonly path: string;
  readonly write: (file: string, text: string) => void;
  readonly read: (file: string) => string;
  /** Everything but git's own, as text by path. */
  readonly files: () => Readonly<Record<string, string>>;
  readonly git: (...args: readonly string[]) => string;
  readonly [Symbol.dispose]: () => void;
};

export function createRepository(): TestRepository {
  const path = mkdtempSync(join(tmpdir(), "dakor-init-"));
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=Lea", "-c", "user.email=lea@example.com", ...args], {
      cwd: path,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet");
  const read = (file: string): string => readFileSync(join(path, file), "utf8");
  return {
    path,
    read,
    git,
    write: (file, text) => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    files: () =>
      Object.fromEntries(
        [
          ...globSync("**/*", { cwd: path, withFileTypes: true }),
          ...globSync(".github/**/*", { cwd: path, withFileTypes: true }),
        ]
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
          .toSorted()
          .map((file) => [file, read(file)] as const),
      ),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
