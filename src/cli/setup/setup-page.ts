import { escapeHtml } from "../../demo/page/escape-html.ts";

/** A page with one button, which takes the manifest to GitHub. No script, nothing from elsewhere. */
export function renderForm({
  action,
  manifest,
}: {
  readonly action: string;
  readonly manifest: string;
}): string {
  return renderPage(
    "Register the App",
    `<p>GitHub shows you the App's name, and asks before it makes anything.</p>
<form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="manifest" value="${escapeHtml(manifest)}">
<button>Go to ${escapeHtml(new URL(action).host)}</button>
</form>`,
  );
}

export function renderNote(title: string, says: string): string {
  return renderPage(title, `<p>${escapeHtml(says)}</p>`);
}

function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeHtml(title)} · dakor</title>
<h1>${escapeHtml(title)}</h1>
${body}
</html>
`;
}
