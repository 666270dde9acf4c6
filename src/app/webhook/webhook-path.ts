/** Where webhooks come in: in the manifest, and on the server. */
export const WEBHOOK_PATH = "/api/github/webhooks";
