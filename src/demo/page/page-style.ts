/** The page's style: GitHub's calm, light and dark, from 320 px on. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --box: #f6f8fa; --line: #d1d9e0; --soft: #d1d9e0b3; --ink: #1f2328; --quiet: #59636e;
  --accent: #0969da; --accent-soft: #ddf4ff; --open: #1a7f37; --done: #8250df; --stopped: #cf222e;
  --warn: #9a6700; --code: #818b981f; --shade: #25292e0a; --fade: #25292e38;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --box: #151b23; --line: #3d444d; --soft: #3d444db3; --ink: #f0f6fc; --quiet: #9198a1;
    --accent: #4493f8; --accent-soft: #388bfd1a; --open: #238636; --done: #8957e5; --stopped: #da3633;
    --warn: #d29922; --code: #656c7633; --shade: #01040966; --fade: #f0f6fc38;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 3.5rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--page); color: var(--ink); line-height: 1.5; overflow-wrap: anywhere;
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
code, pre { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
.wrap { max-width: 1012px; margin: 0 auto; padding: 0 16px; }
.quiet { color: var(--quiet); }
.quiet a { color: inherit; text-decoration: underline; }

.hero { background: var(--box); border-bottom: 1px solid var(--line); padding: 28px 0 24px; }
.hero h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; font-weight: 600; }
.hero p { margin: 0; max-width: 75ch; text-wrap: pretty; }
.steps { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px; list-style: none; margin: 20px 0 0; padding: 0; }
.steps li { border: 1px solid var(--line); border-top: 3px solid var(--accent); border-radius: 6px; background: var(--page); padding: 8px 12px; }
.steps b { display: block; font-size: 15px; }
.steps span { display: block; color: var(--quiet); font-size: 12px; }
.figures { display: grid; grid-template-columns: repeat(4, auto); justify-content: start; gap: 8px 40px; margin: 20px 0 0; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.figures dt { color: var(--quiet); font-size: 12px; }
.figures dd { margin: 0; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
nav { position: sticky; top: 0; z-index: 2; background: var(--page); border-bottom: 1px solid var(--line); }
nav .wrap { display: flex; gap: 4px; overflow-x: auto; scrollbar-width: none; }
nav a { color: var(--ink); padding: 11px 8px; white-space: nowrap; }

.part { padding: 36px 0 4px; }
.part > h2:first-child, .part-name { font-size: 12px; letter-spacing: .06em; text-transform: uppercase; color: var(--quiet); margin: 0 0 4px; font-weight: 600; }
.part-why { margin: 0 0 16px; color: var(--quiet); max-width: 90ch; text-wrap: pretty; }
.title { font-size: 24px; line-height: 1.25; font-weight: 400; margin: 0 0 8px; }
.number { color: var(--quiet); font-weight: 300; }
.state-line { margin: 0 0 16px; }
.state { display: inline-block; border-radius: 2em; padding: 4px 12px; color: #fff; font-weight: 500; margin-right: 6px; }
.state-open { background: var(--open); } .state-done { background: var(--done); } .state-stopped { background: var(--stopped); }
.branch { color: var(--accent); background: var(--accent-soft); border-radius: 6px; padding: 2px 5px; font-size: 12px; }
.side { display: flex; flex-wrap: wrap; gap: 10px 32px; margin: 0 0 20px; padding: 12px 0; border: solid var(--soft); border-width: 1px 0; }
.side dt { color: var(--quiet); font-size: 12px; font-weight: 600; margin-bottom: 4px; }
.side dd { margin: 0; display: flex; flex-wrap: wrap; gap: 4px; }
.person { display: inline-flex; align-items: center; gap: 5px; margin-right: 6px; }
.label { display: inline-block; background: var(--color); color: var(--ink); border-radius: 2em; padding: 0 8px; font-size: 12px; font-weight: 500; line-height: 20px; white-space: nowrap; border: 1px solid #1f232826; }
@media (prefers-color-scheme: dark) {
  .label { background: color-mix(in srgb, var(--color) 20%, transparent); color: color-mix(in srgb, var(--color) 45%, #fff); border-color: color-mix(in srgb, var(--color) 40%, transparent); }
}

.avatar { display: inline-grid; place-items: center; border-radius: 50%; background: hsl(var(--hue) 45% 42%); color: #fff; font-weight: 600; flex: none; vertical-align: middle; }
.avatar-small { width: 20px; height: 20px; font-size: 9px; }
.avatar-large { width: 40px; height: 40px; font-size: 15px; }
.avatar-bot { border-radius: 6px; background: var(--accent); }
.bot { border: 1px solid var(--line); border-radius: 2em; color: var(--quiet); font-size: 11px; padding: 0 6px; font-weight: 500; }

.timeline { position: relative; }
.timeline::before { content: ""; position: absolute; left: 71px; top: 0; bottom: 0; width: 2px; background: var(--soft); }
.comment { position: relative; display: grid; grid-template-columns: 40px minmax(0, 1fr); gap: 16px; margin: 0 0 16px; }
.comment > .avatar { position: relative; z-index: 1; }
.bubble { position: relative; border: 1px solid var(--line); border-radius: 6px; background: var(--page); min-width: 0; }
.bubble > header { background: var(--box); border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; padding: 8px 16px; }
.bubble > header .avatar { display: none; margin-right: 6px; }
.comment-bot > .bubble > header { background: var(--accent-soft); }
.comment:target > .bubble { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.reactions { padding: 0 16px 14px; display: flex; gap: 6px; }
.reaction { border: 1px solid var(--line); border-radius: 2em; padding: 0 8px; font-size: 12px; line-height: 24px; }
.event { position: relative; display: flex; gap: 10px; align-items: flex-start; margin: 0 0 16px; padding-left: 56px; }
.event .icon svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.event .icon { flex: none; display: grid; place-items: center; width: 32px; height: 32px; border-radius: 50%; background: var(--box); border: 2px solid var(--page); color: var(--quiet); }
.event-done .icon { background: var(--done); color: #fff; } .event-open .icon { background: var(--open); color: #fff; }
.event p { margin: 0; padding-top: 5px; min-width: 0; }
.event .avatar { margin-right: 4px; }
.reference { display: block; font-weight: 600; }
#changes > div + div { margin-top: 32px; }

.moment { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 8px 24px; padding: 16px 0; border-top: 1px solid var(--soft); align-items: start; }
.moment .markdown { padding: 8px 12px; } .moment .markdown > * { margin-bottom: 8px; }
.moment .markdown h1, .moment .markdown h2, .moment .markdown h3 { font-size: 16px; margin: 12px 0 8px; }
.told { display: grid; gap: 8px; min-width: 0; } .told > * { margin: 0; }
.clock { font-variant-numeric: tabular-nums; color: var(--accent); margin-right: 6px; }
.says { border: 1px solid var(--line); border-radius: 6px; min-width: 0; }
.says-bot { border-color: var(--accent); background: var(--accent-soft); }
.who { margin: 0; padding: 6px 12px 0; font-size: 12px; font-weight: 600; color: var(--quiet); }
.gate-box { padding-bottom: 10px; } .gate-box p { padding-left: 12px; padding-right: 12px; }
.board-box { border: 1px solid var(--accent); border-radius: 6px; max-height: 440px; overflow-y: auto; box-shadow: 0 4px 16px var(--shade);
  background: linear-gradient(var(--page) 30%, transparent) bottom / 100% 48px local, linear-gradient(transparent, var(--fade)) bottom / 100% 20px; background-repeat: no-repeat; }
.same { margin: 0; font-size: 12px; }

.outside { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 24px; align-items: start; }
.outside h3 { margin: 0 0 12px; font-size: 15px; } .outside p { margin: 0 0 6px; }
.channel { border: 1px solid var(--line); border-radius: 6px; padding: 12px 16px; }
.post { padding: 8px 0 4px; } .post-reply { margin-left: 14px; padding-left: 14px; border-left: 2px solid var(--line); }
.post .who, .mail .quiet { padding: 0; } .post .clock { font-weight: 400; margin-left: 6px; }
.button { display: inline-block; border: 1px solid var(--line); border-radius: 6px; padding: 2px 10px; font-size: 12px; font-weight: 600; }
.mail { margin-bottom: 12px; } .mail-text { padding: 12px 16px 6px; }

.markdown { padding: 16px; }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown p, .markdown ul, .markdown ol, .markdown pre, .markdown table, .markdown blockquote, .markdown details, .alert { margin: 0 0 16px; }
.markdown h1, .markdown h2, .markdown h3, .markdown h4 { margin: 24px 0 16px; line-height: 1.25; font-weight: 600; }
.markdown h1 { font-size: 28px; } .markdown h2 { font-size: 21px; } .markdown h3 { font-size: 17px; } .markdown h4 { font-size: 14px; }
.markdown h1, .markdown h2 { padding-bottom: .3em; border-bottom: 1px solid var(--soft); }
.markdown ul, .markdown ol { padding-left: 2em; }
.markdown li + li { margin-top: 4px; }
.markdown li > p { margin-bottom: 8px; }
.markdown li > ul, .markdown li > ol { margin: 4px 0 0; }
.markdown li:has(> input), .markdown li:has(> p > input) { list-style: none; margin-left: -1.4em; }
.markdown input { margin: 0 .4em 0 0; vertical-align: middle; }
.markdown code { background: var(--code); border-radius: 6px; padding: .2em .4em; font-size: 85%; }
.markdown pre { background: var(--box); border-radius: 6px; padding: 14px 16px; overflow-x: auto; }
.markdown pre code { background: none; padding: 0; overflow-wrap: normal; }
.markdown blockquote { color: var(--quiet); border-left: 4px solid var(--line); padding: 0 1em; }
.markdown table { border-collapse: collapse; display: block; max-width: 100%; overflow-x: auto; width: max-content; overflow-wrap: normal; }
.markdown th, .markdown td { border: 1px solid var(--line); padding: 6px 13px; text-align: left; vertical-align: top; }
.markdown tr:nth-child(2n) > td { background: var(--box); }
.markdown hr { border: 0; height: 4px; background: var(--soft); margin: 24px 0; }
.markdown summary { cursor: pointer; }
.markdown details[open] > summary { margin-bottom: 8px; }
.mention { font-weight: 600; }
.image { color: var(--quiet); border: 1px dashed var(--line); border-radius: 6px; padding: 0 6px; }
.alert { border-left: 4px solid var(--accent); padding: 8px 16px; }
.alert-title { font-weight: 600; color: var(--accent); margin: 0 0 4px !important; }
.alert > :last-child { margin-bottom: 0; }
.alert-warning { border-color: var(--warn); } .alert-warning .alert-title { color: var(--warn); }
.file { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 24px; }
.file > header { background: var(--box); border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; padding: 10px 16px; font-size: 12px; }
.file .markdown { padding: 24px 32px; }
.check-line { margin: 6px 0 0; font-size: 14px; } .check-red { color: var(--stopped); } .check-green { color: var(--open); }
.check details > summary { cursor: pointer; padding: 10px 16px; color: var(--quiet); }
.check .markdown { padding: 0 16px 16px; }

.gantt { display: block; margin: 0 0 16px; border: 1px solid var(--line); border-radius: 6px; font-size: 12px; }
.gantt text { fill: var(--ink); }
.gantt .title { font-size: 12px; font-weight: 600; }
.gantt .section { font-weight: 600; fill: var(--quiet); }
.gantt .tick { text-anchor: middle; fill: var(--quiet); font-size: 10px; }
.gantt .times { fill: var(--quiet); font-size: 11px; }
.gantt line { stroke: var(--soft); stroke-dasharray: 2 3; }
.gantt .track { fill: var(--box); }
.gantt .bar { fill: var(--accent); } .gantt .bar-2 { fill: var(--warn); }
.counts { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.counts th, .counts td { text-align: right; padding: 6px 8px; border-bottom: 1px solid var(--soft); }
.counts th:first-child, .counts td:first-child { text-align: left; padding-left: 0; }
.counts thead th { color: var(--quiet); font-size: 12px; font-weight: 600; }
footer.end { border-top: 1px solid var(--line); margin-top: 40px; padding: 20px 0 40px; color: var(--quiet); font-size: 12px; }

@media (max-width: 700px) {
  .hero { padding: 20px 0; } .hero h1 { font-size: 22px; }
  .steps { grid-template-columns: 1fr; gap: 4px; }
  .steps li { display: flex; gap: 8px; justify-content: space-between; align-items: baseline; border-top-width: 1px; border-left: 3px solid var(--accent); padding: 5px 10px; }
  .figures { grid-template-columns: 1fr 1fr; justify-content: stretch; }
  .outside { grid-template-columns: minmax(0, 1fr); }
  .timeline::before { left: 15px; }
  .comment { display: block; }
  .comment > .avatar { display: none; }
  .bubble > header .avatar { display: inline-grid; }
  .bubble > header { padding: 8px 12px; }
  .event { padding-left: 0; }
  .markdown { padding: 12px; } .file .markdown { padding: 14px 12px; }
  .markdown h1 { font-size: 23px; } .markdown h2 { font-size: 18px; }
  .markdown ul, .markdown ol { padding-left: 1.5em; }
  .counts .wide { display: none; }
  .moment { grid-template-columns: minmax(0, 1fr); } .board-box { max-height: 340px; }
  .markdown td:first-child { white-space: nowrap; }
}
`;
