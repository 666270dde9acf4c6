/** Where GitHub's description is stricter than GitHub: its own examples, or its real answers, break it too. */
const exceptions: readonly { readonly name: RegExp; readonly problem: RegExp }[] = [
  // The description wants an account to be a user and an enterprise at once here, and only here.
  { name: /^apps\/list-installations$/, problem: /^\/\d+\/account/ },
  // A label without description has null; only a full pull request's labels are described so, not a listed one's.
  {
    name: /^(?:pulls\/(?:list|request-reviewers)|repos\/list-pull-requests-associated-with-commit)$/,
    problem: /\/labels\/\d+\/description must be string/,
  },
  // A Bot's real address holds "[bot]", which is no e-mail address to the letter.
  { name: /^push$/, problem: /\/(?:author|committer)\/email must match format "email"/ },
];

export function allowed(name: string, problem: string): boolean {
  return exceptions.some((one) => one.name.test(name) && one.problem.test(problem));
}
