import { Client } from "pg";

let databases = 0;

/** The address of an empty database of this server. */
export async function freshDatabase(server: string): Promise<string> {
  databases += 1;
  const name = `fresh_${process.pid}_${databases}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
