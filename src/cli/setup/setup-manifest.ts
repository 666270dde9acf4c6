import { manifestOf } from "../../app/webhook/app-manifest.ts";
import type { ManifestKind } from "../../app/webhook/app-manifest.ts";

type SetupManifest = {
  readonly kind: ManifestKind;
  readonly name: string;
  /** Where webhooks go. */
  readonly webhookUrl: string;
  /** Where GitHub sends the browser back to, with the code. */
  readonly redirectUrl: string;
};

/** https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export function renderManifest({ kind, name, webhookUrl, redirectUrl }: SetupManifest): string {
  const { permissions, events } = manifestOf(kind);
  return JSON.stringify({
    name,
    description: "Incident response for teams that live in GitHub.",
    url: new URL("/", webhookUrl).href,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    public: false,
    default_permissions: permissions,
    default_events: events,
  });
}
