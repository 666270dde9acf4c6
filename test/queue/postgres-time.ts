const SCHEMA = "story_time";

/** A database whose `now()` says what the test wants, in each connection made after this. */
export function createTime(database: string): string {
  return `
    CREATE SCHEMA ${SCHEMA};
    CREATE TABLE ${SCHEMA}.clock AS SELECT pg_catalog.now() AS now;
    CREATE FUNCTION ${SCHEMA}.now() RETURNS timestamptz AS
      $$ SELECT now FROM ${SCHEMA}.clock $$ LANGUAGE sql STABLE;
    ${useTime(database)}`;
}

/** For a copy of such a database. */
export function useTime(database: string): string {
  return `ALTER DATABASE ${database} SET search_path = ${SCHEMA}, pg_catalog`;
}

/** Ms since 1970. */
export function setTimeTo(now: number): string {
  return `UPDATE ${SCHEMA}.clock SET now = to_timestamp(${now / 1000})`;
}
