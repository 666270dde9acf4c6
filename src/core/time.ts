/** A moment in UTC to the second, "2026-02-15T09:42:00Z". One fixed width, so `<` on the text is `<` in time. */
export type Instant = string;

/** Seconds. */
export type Duration = number;
