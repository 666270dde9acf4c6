/** For a container's health check: ends with 0 when this machine's /readyz is green. No image has to bring a program for that. */
import { SETTINGS } from "./environment.ts";

const port = process.env["PORT"] || SETTINGS.PORT.default;
const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
  ({ ok }) => ok,
  () => false,
);
process.exitCode = isReady ? 0 : 1;
