/** A zone as it was named: an IANA name, or seconds east of UTC. */
export type ZoneWord = string | number;

const HOUR = 3600;

/** Names that mean one offset wherever they are said; IST, CST and AST mean several, and are asked about. */
const OFFSETS: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  zulu: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  sgt: 8,
  hkt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  adt: -3,
  edt: -4,
  est: -5,
  cdt: -5,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
};

/** Words for whatever the clocks show there today. */
const PLACES: Readonly<Record<string, string>> = {
  et: "America/New_York",
  ct: "America/Chicago",
  mt: "America/Denver",
  pt: "America/Los_Angeles",
};

const OFFSET = /^(?:utc|gmt)?([-+−])(\d{1,2})(?::?(\d\d))?$/;

/** What a word says about the zone; undefined where it names none, or several. */
export function parseZoneWord(word: string): ZoneWord | undefined {
  const name = word.toLowerCase();
  const hours = Object.hasOwn(OFFSETS, name) ? OFFSETS[name] : undefined;
  if (hours !== undefined) return hours * HOUR;
  if (Object.hasOwn(PLACES, name)) return PLACES[name];
  const [, sign, hour = "0", minute = "0"] = OFFSET.exec(name) ?? [];
  if (sign === undefined) return isPlace(word) ? word : undefined;
  const seconds = Number(hour) * HOUR + Number(minute) * 60;
  if (Number(minute) > 59 || seconds > 14 * HOUR) return undefined;
  return sign === "+" ? seconds : -seconds;
}

/** "Europe/Madrid": only with its continent, so that no other word is one. */
function isPlace(word: string): boolean {
  if (!/^[a-z]+(?:\/[a-z_+-]+){1,2}$/i.test(word) || word.length > 40) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: word }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
