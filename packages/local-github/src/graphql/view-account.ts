import type { Account, Reaction } from "../model.ts";
import { isoTime } from "../model.ts";
import { avatarUrl, profileUrl } from "../show/show-account.ts";
import { accountOf, reactionsOf } from "../world.ts";
import type { PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import type { View, Viewer } from "./view.ts";

/** In GraphQL a Bot's login has no "[bot]". */
export function viewAccount({ world }: Viewer, account: Account): View {
  return {
    __typename: account.kind,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    name: null,
    url: profileUrl(world, account),
    resourcePath: new URL(profileUrl(world, account)).pathname,
    avatarUrl: avatarUrl(world, account),
  };
}

export function viewOwner({ world }: Viewer): View {
  const { owner } = world;
  return {
    __typename: "Organization",
    id: owner.nodeId,
    databaseId: owner.id,
    login: owner.login,
    name: null,
    url: profileUrl(world, owner),
    resourcePath: `/${owner.login}`,
    avatarUrl: avatarUrl(world, owner),
  };
}

/** Teams are not in the part of the schema that is kept: they are null, as for whoever may not see them. */
export function viewReviewer(viewer: Viewer, reviewer: Account): View | null {
  return reviewer.kind === "Team" ? null : viewAccount(viewer, reviewer);
}

export function viewAccountOrNull(viewer: Viewer, account: Account | null): View | null {
  return account === null ? null : viewAccount(viewer, account);
}

const contentNames = {
  "+1": "THUMBS_UP",
  "-1": "THUMBS_DOWN",
  laugh: "LAUGH",
  hooray: "HOORAY",
  confused: "CONFUSED",
  heart: "HEART",
  rocket: "ROCKET",
  eyes: "EYES",
} as const;

export function contentOf(name: string): string {
  return Object.entries(contentNames).find(([, graphqlName]) => graphqlName === name)?.[0] ?? name;
}

export function viewReaction(viewer: Viewer, reaction: Reaction): View {
  const name = Object.entries(contentNames).find(([content]) => content === reaction.content)?.[1];
  return {
    __typename: "Reaction",
    id: reaction.nodeId,
    databaseId: reaction.id,
    content: name,
    createdAt: isoTime(reaction.at),
    // GitHub's schema allows only people here.
    user: reaction.author.kind === "User" ? viewAccount(viewer, reaction.author) : null,
  };
}

/** The fields of a Reactable. GitHub lists all eight groups, also the empty ones. */
export function reactionFields(viewer: Viewer, subject: string): Readonly<Record<string, unknown>> {
  const { world, actor } = viewer;
  const isMine = (one: Reaction): boolean => one.author.id === accountOf(actor)?.id;
  return {
    viewerCanReact: true,
    reactions: (page: PageArguments & { content?: string | null }) => {
      const wanted = reactionsOf(world, subject).filter(
        (one) => typeof page.content !== "string" || one.content === contentOf(page.content),
      );
      const listed = wanted.map((one) => ({
        cursor: one.nodeId,
        view: () => viewReaction(viewer, one),
      }));
      return { ...connect("reactions", listed, page), viewerHasReacted: wanted.some(isMine) };
    },
    reactionGroups: () =>
      Object.entries(contentNames).map(([content, name]) => {
        const group = reactionsOf(world, subject).filter((one) => one.content === content);
        const [oldest] = group;
        return {
          __typename: "ReactionGroup",
          content: name,
          createdAt: oldest === undefined ? null : isoTime(oldest.at),
          viewerHasReacted: group.some(isMine),
          reactors: (page: PageArguments) => {
            const listed = group.map((one) => ({
              cursor: one.nodeId,
              view: () => viewAccount(viewer, one.author),
            }));
            return connect("reactors", listed, { first: 10, ...page });
          },
        };
      }),
  };
}
