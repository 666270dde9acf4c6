// Node's start, and the same round trips by bare fetch, with as many requests in each.
const [url, ...rounds] = process.argv.slice(2);
for (const [index, most] of rounds.entries()) {
  const isFiles = index === 1;
  await Promise.all(
    Array.from({ length: Number(most) }, async (_, page) => {
      const answer = isFiles
        ? await fetch(`${url}/repos/acme/shop/pulls/12/files?per_page=100&page=${page + 1}`)
        : await fetch(`${url}/graphql`, { method: "POST", body: "{}" });
      await answer.json();
    }),
  );
}
