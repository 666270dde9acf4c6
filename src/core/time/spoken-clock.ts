const HOURS = [
  "twelve",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
];
const MINUTES: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  quarter: 15,
  twenty: 20,
  "twenty-five": 25,
  half: 30,
};

const HOUR = String.raw`(${HOURS.join("|")}|\d{1,2})(?![\d:.])`;
const PAST = new RegExp(
  String.raw`^(?:a )?(${Object.keys(MINUTES).join("|")}|\d{1,2})(?: min(?:ute)?s?)? (past|after|to|before) ${HOUR}`,
  "i",
);
const WHOLE = new RegExp(String.raw`^${HOUR} ?o['’]?clock\b`, "i");
const HALF_OF_DAY = /^ ?([ap])\.?m\b\.?/i;

/** "half past eight", "quarter to nine pm", "ten o'clock": how many letters, and the seconds since midnight. */
export function spokenClock(
  text: string,
): { readonly length: number; readonly clock: number } | undefined {
  const [said, word = "", direction = "", spoken = ""] = PAST.exec(text) ?? [];
  const [whole, alone = ""] = said === undefined ? (WHOLE.exec(text) ?? []) : [];
  const matched = said ?? whole;
  if (matched === undefined) return undefined;
  const [half = "", letter = ""] = HALF_OF_DAY.exec(text.slice(matched.length)) ?? [];
  const hour = hourOf(spoken || alone, letter.toLowerCase());
  const minutes = word === "" ? 0 : (MINUTES[word.toLowerCase()] ?? Number(word));
  if (hour === undefined || minutes > 59) return undefined;
  const isBefore = /^(?:to|before)$/i.test(direction);
  const seconds = hour * 3600 + (isBefore ? -minutes : minutes) * 60;
  return { length: matched.length + half.length, clock: (seconds + 86_400) % 86_400 };
}

function hourOf(spoken: string, half: string): number | undefined {
  const named = HOURS.indexOf(spoken.toLowerCase());
  const hour = named === -1 ? Number(spoken) : named === 0 ? 12 : named;
  if (hour > 23) return undefined;
  if (half === "") return hour;
  return hour > 12 ? undefined : (hour % 12) + (half === "p" ? 12 : 0);
}
