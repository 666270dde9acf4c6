import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../../src/demo/page/render-markdown.ts";
import { harmIn } from "./html-check.ts";

const render = (text: string): string =>
  renderMarkdown(text, {
    breaks: true,
    linkTo: (target) => (target.startsWith("#") ? "#n42" : target),
  });

const hostile = [
  "<script>alert(1)</script>",
  "<ScRiPt src=//evil.example></sCrIpT>",
  '<img src=x onerror="alert(1)">',
  "![x](https://evil.example/pixel.png)",
  "<details open onclick=alert(1)><summary>x</summary>",
  '<details ontoggle="alert(1)" open>',
  "<details><details><summary>never closed",
  "text </details></section></main></body></html>",
  "> quoted <details>\n\nafter",
  "- item </ul></article> <kbd>",
  "[click](javascript:alert(1))",
  "[click](JaVaScRiPt:alert(1))",
  "[click](javascript&#58;alert(1))",
  "[click](&#106;avascript:alert(1))",
  "[click](data:text/html;base64,PHNjcmlwdD4=)",
  "[click](vbscript:msgbox(1))",
  '[click](https://x.example/"onmouseover="alert(1))',
  '[click](https://x.example/ "title\\" onmouseover=alert(1)")',
  "<https://x.example/?a=<script>>",
  '<a href="javascript:alert(1)">x</a>',
  "<svg><script>alert(1)</script></svg>",
  "<svg/onload=alert(1)>",
  "<style>body{display:none}</style>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<!-- never closed <script>alert(1)</script>",
  "<!--><script>alert(1)</script>-->",
  "`code</code><script>alert(1)</script>`",
  "```html\n</code></pre><script>alert(1)</script>\n```",
  '```"><script>alert(1)</script>\nx\n```',
  "```mermaid\ngantt\n title <script>alert(1)</script>\n </svg><script> :2026-01-01 10:00:00, 2026-01-01 11:00:00\n```",
  "| a |\n| --- |\n| </td></table><script>alert(1)</script> |",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "#42<script>",
  "@lea<img src=x>",
  "[a [b](https://x.example) @lea #42](https://y.example)",
  "<br/><BR><kbd>x</kbd></kbd></sub>",
  "<a\nhref='x'\nonclick=alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  "\u0000<script\u0000>alert(1)",
];

describe("whatever people write", () => {
  test.each(hostile)("stays harmless: %j", (text) => {
    expect(harmIn(render(text))).toEqual([]);
  });

  test("stays harmless in any mixture", () => {
    const piece = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }));
    const texts = fc.tuple(
      fc.array(piece, { maxLength: 6 }),
      fc.constantFrom("", " ", "\n", "\n\n"),
    );
    const harm = fc.check(
      fc.property(texts, ([pieces, by]) => harmIn(render(pieces.join(by))).length === 0),
      { numRuns: 500 },
    );
    expect(harm.counterexample).toBeNull();
  });

  test.each([
    "<script>1</script>",
    "<p onclick=x>1</p>",
    '<p onclick="x">1</p>',
    '<a href="javascript:1">1</a>',
    "<p>1",
    "1</p>",
    "<p><em>1</p></em>",
    "1 < 2",
  ])("the test sees the harm in %j", (html) => {
    expect(harmIn(html)).not.toEqual([]);
  });
});

describe("what GitHub shows", () => {
  test("folded lists keep their Markdown", () => {
    const html = render(
      "<details>\n<summary>So far (2)</summary>\n\n- 10:00 **lea**\n\n</details>",
    );
    expect(html).toContain("<details>");
    expect(html).toContain("<summary>So far (2)</summary>");
    expect(html).toContain("<strong>lea</strong>");
  });

  test("comments in HTML are not shown", () => {
    expect(render("<!-- dakor board board -->\nHello")).not.toContain("dakor");
  });

  test("mentions and references stand out, but not in code or addresses", () => {
    const html = render("@lea see #42, `@lea #42`, a@b.example and http://x.example/#42");
    expect(html.match(/class="mention"/g)).toHaveLength(1);
    expect(html.match(/href="#n42"/g)).toHaveLength(1);
  });

  test("what the bot made harmless is no mention and no reference", () => {
    const html = render("@&#8203;lea \\#&#8203;42");
    expect(html).not.toContain("mention");
    expect(html).not.toContain("<a");
  });

  test("boxes, tables and tasks", () => {
    const html = render("> [!NOTE]\n> Mind this\n\n| a |\n| --- |\n| b |\n\n- [x] done");
    expect(html).toContain('<p class="alert-title">Note</p><p>Mind this</p>');
    expect(html).toContain("<td>b</td>");
    expect(html).toMatch(/<input checked="" disabled="" type="checkbox"/);
  });

  test("a gantt chart is drawn, and what is none stays code", () => {
    const bar = "Alert :2026-02-15 10:06:00, 2026-02-15 10:16:00";
    expect(render(`\`\`\`mermaid\ngantt\n  title T\n  section S\n  ${bar}\n\`\`\``)).toContain(
      "<svg",
    );
    expect(render("```mermaid\ngraph TD\n```")).toContain("<pre><code>graph TD");
  });
});
