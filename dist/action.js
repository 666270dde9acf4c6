import{createRequire as e}from"node:module";import{readFileSync as t}from"node:fs";import{request as n}from"node:http";import{request as r}from"node:https";var i=Object.defineProperty,a=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),o=(e,t)=>{let n=Object.setPrototypeOf({},null);for(var r in e)i(n,r,{get:e[r],enumerable:!0});return t&1||i(n,Symbol.toStringTag,{value:`Module`}),t&2?n:Object.preventExtensions(n)},s=/* @__PURE__ */ e(import.meta.url);function c(e){return`an update of dakor is needed, GitHub does not understand this version's question and did nothing (${e.replace(/\.$/,``)}). Needs github.com, or GitHub Enterprise Server 3.14 or newer`}const l={};function u(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function d(e){return u(e)?e:l}function f(e,...t){let n=e;for(let e of t){if(!u(n)||!Object.hasOwn(n,e))return;n=n[e]}return n}function p(e){return typeof e==`string`?e:``}function m(e){return typeof e==`string`&&e!==``?e:void 0}function h(e){return typeof e==`number`&&Number.isFinite(e)?e:0}function g(e){return Array.isArray(e)?e:[]}function ee(e){return g(f(e,`nodes`)).filter(u)}function _(e){return f(e,`pageInfo`,`hasNextPage`)===!0?m(f(e,`pageInfo`,`endCursor`)):void 0}const te=[`Mannequin`,`Organization`,`EnterpriseUserAccount`];function ne(e){let t=m(f(e,`login`)),n=te.includes(f(e,`__typename`));if(t===void 0||n)return{login:`ghost`,isBot:!1};let r=f(e,`__typename`)===`Bot`||t.endsWith(`[bot]`);return{login:re(t),isBot:r}}function re(e){return e.replace(/\[bot\]$/,``)}function ie(e){return ee(e).map(e=>p(e.name))}const ae={FORBIDDEN:403,INSUFFICIENT_SCOPES:403,NOT_FOUND:404,RATE_LIMIT:429,RATE_LIMITED:429,STALE_DATA:409,UNAUTHENTICATED:401,UNPROCESSABLE:422},oe=/submitted too quickly|secondary rate limit/i;function se(e){return oe.test(e.message)?429:e.isUnknown===!0?400:e.type===void 0?500:ae[e.type]??422}function v(e){return g(S(e,`errors`)).filter(u).map(e=>{let t=m(e.type),n=m(g(e.path)[0]);return ce(e)?{message:p(e.message),isUnknown:!0}:{message:p(e.message),...t===void 0?{}:{type:t},...n===void 0?{}:{alias:n}}})}function ce(e){let{type:t,extensions:n}=e,r=f(n,`code`)!==void 0||f(n,`problems`)!==void 0;return t===void 0&&r}function le(e){return v(e).some(e=>e.isUnknown===!0)}function ue(e){return S(e,`data`)}function y(e,t,n=v(t)){let[r]=n.map(e=>({...e,status:se(e)})).toSorted(pe),i=ge(t),a=m(i[`x-github-request-id`]),o=r?.message??_e(t),s=r?.isUnknown===!0?c(o):o,l=a===void 0||o.includes(a),u=[r?.type,l?void 0:`request ${a}`].filter(e=>e!==void 0),d=n.length>1?`; and ${n.length-1} more`:``,f=`${e}: ${s}${u.length===0?``:` (${u.join(`, `)})`}${d}`;return Object.assign(Error(f,{cause:t}),{operation:e,status:r?.status??he(t),headers:i,response:S(t,`response`),...a===void 0?{}:{requestId:a},...r?.type===void 0?{}:{type:r.type}})}function de(e){let t=`${e}: there is no such thing, or this token may not see it`;return Object.assign(Error(t),{operation:e,status:404,headers:{}})}function fe(e){let t=`${e}: the answer is older than what was written a moment ago`;return Object.assign(Error(t),{operation:e,status:503,headers:{}})}function b(e,t){return y(e,/* @__PURE__ */ Error(`GitHub's answer is not whole: ${t}`))}function pe(e,t){return x(t.status)-x(e.status)}const me={429:1001,401:1e3,403:499.5};function x(e){return me[e]??e}function he(e){let t=S(e,`status`);return typeof t==`number`?t:500}function ge(e){let t=S(e,`headers`)??f(S(e,`response`),`headers`);return u(t)?t:{}}function _e(e){return e instanceof Error?e.message:String(e)}function S(e,t){return u(e)?e[t]:void 0}async function C(e,t){try{return await e.graphql(t.query,t.variables)}catch(e){let n=v(e),r=ue(e);if(n.length>0&&n.every(e=>e.type===`NOT_FOUND`)&&u(r))return r;throw y(t.operation,e)}}const w={diagnose:{question:`What is broken, for whom, how bad?`,needs:[`summary`,`severity`,`scope`,`steps`],asks:[`works`,`started`,`paths`]},alert:{question:`Who must know, and when do they hear more?`,needs:[`lead`,`alert`],asks:[]},kludge:{question:`What makes it usable now?`,needs:[`kludge`,`impact`,`stable`],asks:[]},optimize:{question:`What is the real fix, and is it tested?`,needs:[`cause`,`fix`,`tested`,`settled`,`restored`],asks:[]},report:{question:`What did we learn, and did people read it?`,needs:[`report`],asks:[]}},T=[`diagnose`,`alert`,`kludge`,`optimize`,`report`],ve=`incident`,ye=`dakor:reported`,be=`kludge`;function xe(e){return`dakor:${e}`}function E(e){return T.find(t=>t===e.toLowerCase())}function Se(e){let t=e.toLowerCase();return t.startsWith(`dakor:`)?E(t.slice(6)):void 0}function Ce(e,t){return T.indexOf(e)<T.indexOf(t)}function we(e){return T[T.indexOf(e)+1]}const Te={summary:{title:`Summary`,question:`What is broken, in one line?`,command:`/summary <what is broken>`},severity:{section:`Severity`,title:`Severity`,question:`How bad is it?`,command:`/severity critical|major|minor`},scope:{section:`Who or what is affected?`,title:`Scope`,question:`Who or what is affected?`,command:`/scope <who or what is affected>`},steps:{section:`How can anyone see it fail?`,title:`Steps`,question:`How can anyone see it fail?`,command:`/steps <how to see it>`},works:{section:`What still works?`,title:`Still works`,question:`What still works?`,command:`/works <what still works>`},started:{section:`When did it start?`,title:`Started`,question:`When did the impact begin?`,command:`/started <time>`},paths:{section:`Paths`,title:`Paths`,question:`Which files does it concern?`,command:`/paths <folder>`},components:{section:`Components`,title:`Components`,question:`Which component?`,command:`/component <name>`},lead:{title:`Lead`,question:`Who is on it?`,command:`/checking`},alert:{title:`Alert`,question:`Has everybody been told, and when do they hear more?`,command:`/alert next 10m`},kludge:{title:`Kludge`,question:`What makes it usable now?`,command:`/kludge <what you did>`},impact:{title:`Impact while kludged`,question:`What do users notice meanwhile?`,command:`/impact <what users notice>`},stable:{title:`Stable`,question:`Is it usable again?`,command:`/stable`},cause:{title:`Cause`,question:`What caused it?`,command:`/cause <what caused it>`},fix:{title:`Fix`,question:`What is the real fix?`,command:`/fix <#number>`},tested:{title:`Tested`,question:`Where and how was the fix tested?`,command:`/tested <where and how>`},settled:{title:`Kludges settled`,question:`Is every kludge undone or kept?`,command:`/undo <K1>`},restored:{title:`Restored`,question:`Does everything work again?`,command:`/restored`},report:{title:`Report`,question:`Is the report merged?`,command:`close the issue`}},D=[`critical`,`major`,`minor`];function O(e){let t=e.trim().toLowerCase();return D.find(e=>e===t)}function Ee(e,t){return D.indexOf(e)<D.indexOf(t)}function De(e){return`severity:${e}`}function Oe(e){let t=e.toLowerCase();return t.startsWith(`severity:`)?O(t.slice(9)):void 0}const k={critical:[`sev0`,`sev1`,`p0`,`p1`,`s1`,`blocker`,`crit`,`urgent`,`highest`,`emergency`],major:[`sev2`,`p2`,`s2`,`high`,`medium`,`moderate`,`serious`],minor:[`sev3`,`sev4`,`sev5`,`p3`,`p4`,`p5`,`s3`,`low`,`lowest`,`trivial`]},ke=/\b(?:not|no|non|never|isn['’]?t|less|than|below|was)\b/i;function Ae(e,t=k){let n=e.toLowerCase().slice(0,200).replace(/\b(?:severity|sev)[\s_-]?(\d)\b/g,`sev$1`).replace(/\b(?:priority|prio|p)[\s_-]?(\d)\b/g,`p$1`).replace(/^\W*(\d)(?![\d%])/,`sev$1`),r=n.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)??[];if(/[|/]/.test(n.replace(/\s/g,``).slice(0,20))&&A(r,t).length>1||/[→>]|\b(?:or|to)\b/.test(n)&&A(r,t).length>1)return;let i=j(r[0]??``,t);if(i!==void 0)return i;let a=ke.test(n)?[]:A(r,t);return a.length===1?a[0]:void 0}function A(e,t){return[...new Set(e.flatMap(e=>j(e,t)??[]))]}function j(e,t){return D.find(t=>t===e)??D.find(n=>t[n].includes(e))}const M=`.github/dakor.yml`,N=`.github/dakor/report.md`,P=3600,F={timezone:`UTC`,permission:`write`,severities:{critical:{acknowledge:300,update:1200,escalate:600,mention:[],words:k.critical},major:{acknowledge:900,update:1800,escalate:900,mention:[],words:k.major},minor:{acknowledge:P,update:4*P,escalate:P,mention:[],words:k.minor}},needs:{diagnose:w.diagnose.needs,alert:w.alert.needs,kludge:w.kludge.needs,optimize:w.optimize.needs,report:w.report.needs},components:{},escalation:[],report:{directory:`docs/incidents`,reviewers:[],due:`10:00`},workingHours:{days:[1,2,3,4,5],from:`09:00`,to:`17:00`},gate:{permission:`maintain`},bots:[]};function je({severities:e}){let{critical:t,major:n,minor:r}=e;return{critical:t.words,major:n.words,minor:r.words}}function I(e,t){let n=e.map((e,n)=>{let r=typeof t.field==`string`?t.field:t.field(e),i=Object.keys(t.types).filter(e=>RegExp(`\\$${e}\\b`).test(r)),a=t.values(e);return{field:i.reduce((e,t)=>e.replaceAll(RegExp(`\\$${t}\\b`,`g`),`$$${t}${n}`),`${t.alias}${n}: ${r}`),parameters:i.map(e=>`$${e}${n}: ${t.types[e]??``}`),variables:i.map(e=>[`${e}${n}`,a[e]])}});return{parameters:n.flatMap(({parameters:e})=>e).join(`, `),fields:n.map(({field:e})=>e).join(`
`),variables:Object.fromEntries(n.flatMap(({variables:e})=>e))}}async function Me(e,t,n){let r=n.perRequest??t.length,i=[];for(let a=0;a<t.length;a+=r){let o=Ne(e,t.slice(a,a+r),n);i.push(o),n.isInTurn===!0&&await o}return(await Promise.all(i)).flat()}async function Ne(e,t,n){let{operation:r,repository:i,shared:a}=n,{parameters:o,fields:s,variables:c}=I(t,n),l={...a?.types,...i&&{owner:`String!`,name:`String!`}},d=Object.entries(l).map(([e,t])=>`$${e}: ${t}`),p=i?`repository(owner: $owner, name: $name) {\n${s}\n}`:s,m=await C(e,{operation:r,query:`${n.begins}(${[...d,o].join(`, `)}) {
      ${p}
    }
    ${(n.fragments??[]).join(`
`)}`,variables:{...a?.values,...i&&{owner:i.owner,name:i.repo},...c}}),h=i?f(m,`repository`):m;if(!u(h))throw de(r);return t.map((e,t)=>{let r=h[`${n.alias}${t}`];return u(r)?r:void 0})}const Pe=`THUMBS_UP`,Fe=`
  fragment RepositoryFields on Repository {
    id name url
    owner { login }
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:${M}") { ...FileText }
    template: object(expression: "HEAD:${N}") { ...FileText }
  }
  fragment FileText on GitObject { __typename ... on Blob { text } }`,L=`
    id number url title body state createdAt
    author { ...PersonFields }
    userContentEdits(first: 20) { nodes { id editedAt diff editor { ...PersonFields } } }`,Ie=`firstEdits: userContentEdits(last: 5) {
    nodes { id editedAt diff editor { ...PersonFields } }
  }`,R=`fragment PersonFields on Actor { __typename login }`,Le=`
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }`,Re=`
  fragment PullFields on PullRequest {
    ${Le}
    mergedBy { ...PersonFields }
    comments(first: 20) { ...LinkComments }
    revertedBy: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) {
      nodes {
        ... on CrossReferencedEvent {
          source {
            ... on PullRequest {
              number url title body headRefName isCrossRepository mergedAt
              author { ...PersonFields }
            }
          }
        }
      }
    }
  }
  fragment LinkComments on IssueCommentConnection {
    pageInfo { hasNextPage endCursor }
    nodes { id body url createdAt lastEditedAt author { ...PersonFields } editor { ...PersonFields } }
  }`,ze={ISSUE_COMMENT:`... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
        reactionGroups { content viewerHasReacted createdAt }
      }`,LABELED_EVENT:`... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }`,UNLABELED_EVENT:`... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }`,ASSIGNED_EVENT:`... on AssignedEvent {
        id createdAt actor { ...PersonFields } assignee { ...PersonFields }
      }`,UNASSIGNED_EVENT:`... on UnassignedEvent {
        id createdAt actor { ...PersonFields } assignee { ...PersonFields }
      }`,CLOSED_EVENT:`... on ClosedEvent {
        id createdAt stateReason
        actor { ...PersonFields }
        closer { ... on PullRequest { number repository { id } author { ...PersonFields } } }
      }`,REOPENED_EVENT:`... on ReopenedEvent { id createdAt actor { ...PersonFields } }`,RENAMED_TITLE_EVENT:`... on RenamedTitleEvent {
        id createdAt actor { ...PersonFields } previousTitle currentTitle
      }`},Be={CROSS_REFERENCED_EVENT:`... on CrossReferencedEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        source { ... on PullRequest { ...PullFields } }
      }`,MARKED_AS_DUPLICATE_EVENT:`... on MarkedAsDuplicateEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        canonical { ... on Issue { number } }
      }`,COMMENT_DELETED_EVENT:`... on CommentDeletedEvent {
        id createdAt
        actor { ...PersonFields }
        deletedCommentAuthor { ...PersonFields }
      }`},z=He(ze),Ve=He({...ze,...Be});function He(e){let t=t=>`timelineItems(first: 100${t}, itemTypes: [${Object.keys(e).join(`, `)}]) { ...TimelineFields }`;return{fragment:`
  fragment TimelineFields on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ${Object.values(e).join(`
      `)}
    }
  }`,firstPage:t(``),laterPage:t(`, after: $after`)}}function Ue(e){return I(e,{alias:`label`,field:`label(name: $label) { id name }`,types:{label:`String!`},values:e=>({label:e})})}const B=T.map(xe),We=F.report.directory,Ge={open:[ve,...B],owed:B,kludge:[be]},Ke={open:`labels: $open, states: [OPEN]`,owed:`labels: $owed, states: [CLOSED]`};function V(e,t){return`${e}: issues(${Ke[e]}, first: 30${t}) { ...GateIssues }`}const qe=`
  id name url
  owner { login }
  defaultBranchRef { name target { oid } }
  config: object(expression: "HEAD:${M}") { __typename ... on Blob { text } }
  reports: object(expression: "HEAD:${We}") { ...ReportFolder }
  ${V(`open`,``)}
  ${V(`owed`,``)}
  recent: issues(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) {
    nodes { ...GateTrace }
  }
  kludges: pullRequests(
    labels: $kludge, first: 30, orderBy: { field: CREATED_AT, direction: DESC }
  ) { nodes { ...GatePull } }`,Je=`
  fragment GateIssue on Issue {
    ${L}
    ${Ie}
    labels(first: 50) { nodes { name } }
    ${z.firstPage}
  }`,Ye=`
  fragment GateIssues on IssueConnection {
    pageInfo { hasNextPage endCursor }
    nodes { ...GateIssue }
  }
  ${Je}`,Xe=`
  fragment GatePull on PullRequest {
    ${Le}
    comments(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...GateComment } }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }`,Ze=`
  fragment GateTarget on PullRequest {
    ...GatePull
    baseRefName baseRefOid changedFiles
    headRef { target { ...GateHead } }
    commits(last: 1) { nodes { commit { ...GateHead } } }
    bases: timelineItems(last: 1, itemTypes: [
      BASE_REF_CHANGED_EVENT, BASE_REF_FORCE_PUSHED_EVENT, BASE_REF_DELETED_EVENT,
      AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT
    ]) {
      nodes {
        ... on BaseRefChangedEvent { createdAt }
        ... on BaseRefForcePushedEvent { createdAt }
        ... on BaseRefDeletedEvent { createdAt }
        ... on AutomaticBaseChangeSucceededEvent { createdAt }
      }
    }
  }
  fragment GateHead on GitObject {
    oid
    ... on Commit { checkSuites(first: 100) { nodes { createdAt } } }
  }`,Qe=`fragment ReportFolder on GitObject {
    oid
    ... on Tree { entries { name type size } }
  }`,$e=`
  ${Ye}
  
  fragment GateTrace on Issue {
    number
    labels(first: 20) { nodes { name } }
    comments(first: 5) { nodes { author { ...PersonFields } } }
    timelineItems(last: 10, itemTypes: [UNLABELED_EVENT]) {
      nodes { ... on UnlabeledEvent { actor { ...PersonFields } label { name } } }
    }
  }
  ${z.fragment}
  ${Xe}
  ${Qe}
  ${R}`,et={open:tt(`open`),owed:tt(`owed`)};function tt(e){return`query ReadMoreIncidents($owner: String!, $name: String!, $${e}: [String!]!, $after: String!) {
    repository(owner: $owner, name: $name) { ${V(e,`, after: $after`)} }
  }
  ${Ye}
  ${z.fragment}
  ${R}`}const nt=`query ReadGateTimeline($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Issue {
        ${z.laterPage}
      }
    }
  }
  ${z.fragment}
  ${R}`;async function rt(e,t,n=_){let r=[e],i=n(e);for(;i!==void 0;){let e=await t(i);r.push(e),i=n(e,i)}return r}async function it(e,t,n){return(await rt(e,n,(e,n)=>U(e,t,n))).flatMap(e=>H(e,t))}function H(e,t){let n=f(e,`nodes`);if(!Array.isArray(n))throw b(t,`a list is missing`);return g(n).map(e=>{if(!u(e))throw b(t,`a list has gaps`);return e})}function U(e,t,n){let r=f(e,`pageInfo`,`hasNextPage`),i=_(e);if(!(r===!1||r===!0&&i!==void 0))throw b(t,`a list doesn't say whether it goes on`);if(i!==void 0&&i===n)throw b(t,`a list has no end`);return i}function at(e){return{queue:`refs/heads/gh-readonly-queue/${e}/`,onto:`refs/heads/${e}`}}function ot(e,t){let n=`read the merge queue`;if(U(e.queue,n)!==void 0)throw b(n,`it has more groups than GitHub builds`);let r=new Map(H(e.queue,n).map(e=>[p(f(e,`target`,`oid`)),e])),i=[];for(let e=t;r.has(e);){let t=p(r.get(e)?.name),[,a,o]=/(?:^|\/)pr-([1-9]\d{0,8})-([0-9a-f]{40,64})$/.exec(t)??[];if(a===void 0||o===void 0)throw b(n,`a group has no name`);i.unshift({pull:Number(a),base:o,head:e}),r.delete(e),e=o}return i}function st(e){let t=p(f(e.onto,`target`,`oid`));if(t===``)throw b(`read the merge queue`,`its branch is gone`);return t}function ct(e){return W(`JudgePull`,e,{operation:`read ${e.owner}/${e.repo}#${e.number}`,number:e.number,branch:void 0})}function lt(e){return W(`JudgeGroup`,e,{operation:`read the merge group ${e.headSha.slice(0,7)} of ${e.owner}/${e.repo}`,number:ft(e.headRef),branch:pt(e.headRef)})}function ut(e){return W(`ReadGate`,e,{operation:`read the gate of ${e.owner}/${e.repo}`,number:void 0,branch:void 0})}const dt=/^(?:refs\/heads\/)?gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/;function ft(e){let t=dt.exec(e)?.[2];return t===void 0?void 0:Number(t)}function pt(e){return dt.exec(e)?.[1]}function W(e,{owner:t,repo:n},{operation:r,number:i,branch:a}){let o=i!==void 0,s=a!==void 0;return{operation:r,query:`query ${e}($owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!${o?`, $number: Int!`:``}${s?`, $queue: String!, $onto: String!`:``}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${qe}
        ${o?`pullRequest(number: $number) { ...GateTarget }`:``}
        ${s?`
  queue: refs(refPrefix: $queue, first: 100) {
    pageInfo { hasNextPage endCursor }
    nodes { name target { oid } }
  }
  onto: ref(qualifiedName: $onto) { target { oid } }`:``}
      }
    }
    ${$e}
    ${o?Ze:``}`,variables:{owner:t,name:n,...Ge,...o?{number:i}:{},...s?at(a):{}}}}const mt={mode:{description:"What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge. `bot` looks after incidents. `renew` judges all open pull requests again.",default:`gate`},token:{description:"Reads the repository, and writes in the modes `bot` and `renew`. The job's own token is enough; for the gate also the read-only one of a fork's pull request.",default:"${{ github.token }}"},issue:{description:"Number of the issue that the bot looks at first. Only for `workflow_dispatch`; without it, it looks at every unreported incident.",default:``},"pull-request":{description:"Number of the pull request to judge. Only for the gate on `workflow_dispatch`; other events say it themselves.",default:``},"on-error":{description:"When the gate can't read GitHub: `hold` fails the job, `allow` lets the merge through and says so.",default:`hold`},"dry-run":{description:"`true` says what the gate would decide, and never fails the job because of it.",default:`false`},app:{description:`Slug of the dakor App where it runs beside this workflow: what it has said counts as said, and the workflow leaves it two minutes.`,default:``},timeout:{description:`Seconds that one request to GitHub may take.`,default:`15`}},ht=[`gate`,`bot`,`renew`];function G(e){return Object.assign(Error(e),{isUsage:!0})}function gt(){let e=q(`mode`,ht),t=K(`token`);if(t===``)throw G(`The input token is empty: without it nothing can be read.`);let n=K(`app`).replace(/\[bot\]$/,``),r=q(`dry-run`,[`false`,`true`])===`true`;if(r&&e!==`gate`)throw G(`The input dry-run is for the gate; with mode ${e}, leave it out.`);return{mode:e,issue:J(`issue`),token:t,pull:J(`pull-request`),onError:q(`on-error`,[`hold`,`allow`]),isDryRun:r,app:n===``?void 0:n,timeout:(J(`timeout`)??15)*1e3}}function K(e){let t=(process.env[`INPUT_${e.toUpperCase()}`]??``).trim(),n=mt[e].default;return t===``&&!n.startsWith("${{")?n:t}function q(e,t){let n=K(e).toLowerCase(),r=t.find(e=>e===n);if(r!==void 0)return r;throw G(`The input ${e} is ${t.join(` or `)}, not ${JSON.stringify(n)}.`)}function J(e){let t=K(e);if(t!==``){if(/^[1-9]\d{0,8}$/.test(t))return Number(t);throw G(`The input ${e} is a number, not ${JSON.stringify(t)}.`)}}const _t=[`pull_request`,`pull_request_target`];function vt(e,t,{pull:n}){if(_t.includes(e)){let r=f(t,`pull_request`,`number`);if(!bt(r))throw G(`The ${e} event names no pull request.`);if(n!==void 0&&n!==r)throw G(`The input pull-request is ${n}, but the event is about #${r}.`);return{kind:`pull`,number:r}}if(e===`merge_group`)return yt(f(t,`merge_group`));if(e===`workflow_dispatch`){if(n!==void 0)return{kind:`pull`,number:n};throw G(`For workflow_dispatch, the input pull-request says which one to judge.`)}throw G(`The gate judges pull requests and merge groups, but this workflow ran on ${e===``?`no event`:`"${e}"`}. Use pull_request_target (or pull_request), merge_group, or workflow_dispatch with the input pull-request.`)}function yt(e){let[t,n,r]=[`base_sha`,`head_sha`,`head_ref`].map(t=>f(e,t));if(!u(e)||!xt(t)||!xt(n)||typeof r!=`string`)throw G(`The merge_group event lacks its commits.`);return{kind:`group`,baseSha:t,headSha:n,headRef:r}}function bt(e){return typeof e==`number`&&Number.isSafeInteger(e)&&e>0}function xt(e){return typeof e==`string`&&/^[0-9a-f]{40,64}$/.test(e)}const St={"x-github-api-version":`2022-11-28`},Ct=/* @__PURE__ */ new Set([301,302,307,308]);async function wt(e,t,n){let r=AbortSignal.timeout(n);try{return await Dt(new URL(e),{...t,signal:r},3)}catch(e){throw jt(e,r.aborted?n:void 0)}}function Tt(e){return e instanceof Error&&e.name===Et}const Et=`AbortError`;async function Dt(e,t,n){let r=await Ot(e,t),{location:i}=r.headers;if(t.method!==`GET`||!Ct.has(r.status)||i===void 0||n===0)return r;let a=new URL(i,e);return a.origin===e.origin?Dt(a,t,n-1):r}async function Ot(e,t){let n=await kt(e,t),r=await At(n),i=Object.entries(n.headers).flatMap(([e,t])=>typeof t==`string`?[[e,t]]:[]);return{status:n.statusCode??0,headers:Object.fromEntries(i),text:r}}function kt(e,{body:t,...i}){let a=e.protocol===`https:`?r:n,o={...i.headers,"accept-encoding":`gzip`,...t===void 0?{}:{"content-length":Buffer.byteLength(t)}};return new Promise((n,r)=>{a(e,{...i,headers:o},n).on(`error`,r).end(t)})}async function At(e){let t=[];for await(let n of e)t.push(n);let n=Buffer.concat(t);if(e.headers[`content-encoding`]!==`gzip`||n.length===0)return n.toString();let{gunzipSync:r}=await import(`node:zlib`);return r(n).toString()}function jt(e,t){let n=f(e,`code`),r=t===void 0?`GitHub could not be reached${typeof n==`string`?` (${n})`:``}`:`GitHub did not answer within ${t/1e3} seconds`,i=Error(r,{cause:e});return t===void 0?i:Object.assign(i,{name:Et})}function Mt(e){return!e.startsWith(`GET `)}function Y(e){return/^\s*mutation\b/.test(e)}function Nt(e){return{graphql:async(t,n)=>{if(Y(t))throw Error(`Not a read: a mutation`);return e.graphql(t,n)},request:async(t,n)=>{if(Mt(t))throw Error(`Not a read: ${t}`);return e.request(t,n)}}}function Pt(e){let t=f(e.data,`message`);return X(typeof t==`string`?t:`GitHub answered with HTTP ${e.status}`,e)}function Ft(e){return X(`GitHub's answer is no JSON`,{...e,status:500})}function It({data:e,headers:t}){let n=f(e,`errors`);if(Array.isArray(n)&&n.length>0)throw Object.assign(/* @__PURE__ */ Error(`GitHub could not answer all of the request`),{errors:n,data:f(e,`data`),headers:t});let r=f(e,`data`);if(!u(r))throw X(`GitHub's answer has no data`,{status:500,headers:t,data:e});return r}function Lt(e){try{return JSON.parse(e)}catch{return}}function X(e,t){return Object.assign(Error(e),{status:t.status,response:t})}const Rt=/* @__PURE__ */ new Set([500,502,503,504]);function zt(e){let t=Bt(e);return e.isWriting===!0?t:Nt(t)}function Bt(e){let t=e.apiUrl.replace(/\/$/,``);return{graphql:async(t,n)=>{let r=JSON.stringify({query:t,variables:Ut(n)}),i={method:`POST`,url:e.graphqlUrl,body:r};return It(await(Y(t)?Z:Kt)(e,i))},request:async(n,r)=>{let[i,a]=n.split(` `,2);if(!Gt(i)||a===void 0)throw Error(`Not a route: ${n}`);if(i===`GET`)return Kt(e,{method:i,url:t+Vt(a,r)});let{path:o,rest:s}=Ht(a,Ut(r)),c=JSON.stringify(Object.fromEntries(s));return Z(e,{method:i,url:t+o,body:c})}}}function Vt(e,t){let{path:n,rest:r}=Ht(e,t),i=new URLSearchParams;for(let[e,t]of r)i.set(e,String(t));return i.size===0?n:`${n}?${i.toString()}`}function Ht(e,t){let n=new Map(Object.entries(t));return{path:e.replaceAll(/\{(\w+)\}/g,(e,t)=>{let r=n.get(t);return n.delete(t),encodeURIComponent(String(r))}),rest:n}}function Ut({request:e,...t}){return t}const Wt=[`GET`,`POST`,`PUT`,`PATCH`,`DELETE`];function Gt(e){return Wt.some(t=>t===e)}async function Kt(e,t){try{return await Z(e,t)}catch(n){if(!qt(n))throw n;return await new Promise(e=>{setTimeout(e,500)}),Z(e,t)}}function qt(e){let t=u(e)?e.status:void 0;return typeof t==`number`?Rt.has(t):!Tt(e)}async function Z(e,{method:t,url:n,body:r}){let{status:i,headers:a,text:o}=await wt(n,{method:t,headers:{accept:`application/vnd.github+json`,authorization:`Bearer ${e.token}`,"user-agent":e.userAgent,...St,...r===void 0?{}:{"content-type":`application/json`}},...r===void 0?{}:{body:r}},e.timeout);e.onHeaders?.(a);let s=Lt(o),c={status:i,headers:a,data:s};if(i<200||i>299)throw Pt(c);if(s===void 0&&i!==204)throw Ft(c);return c}function Jt(){return{inputs:gt(),place:Xt(),event:Q(`GITHUB_EVENT_NAME`),payload:Zt()}}function Yt({mode:e,token:t,timeout:n},r){let i=Q(`GITHUB_API_URL`)||`https://api.github.com`;return zt({token:t,apiUrl:i,graphqlUrl:Q(`GITHUB_GRAPHQL_URL`)||`${i}/graphql`,timeout:n,userAgent:`dakor-action`,isWriting:e!==`gate`,...r&&{onHeaders:r}})}function Xt(){let[e,t,...n]=Q(`GITHUB_REPOSITORY`).split(`/`);if(e===void 0||e===``||t===void 0||t===``||n.length>0)throw G(`GITHUB_REPOSITORY names no repository: this is meant for a workflow.`);return{owner:e,repo:t}}function Zt(){let e=Q(`GITHUB_EVENT_PATH`);if(e===``)return{};try{return JSON.parse(t(e,`utf8`))}catch{throw G(`The event's file can't be read.`)}}function Q(e){return process.env[e]??``}function Qt({inputs:e,place:t,event:n,payload:r}){let i=vt(n,r,e),a=Yt(e),o=C(a,i.kind===`pull`?ct({...t,number:i.number}):lt({...t,...i}));return o.catch(()=>void 0),{inputs:e,place:t,judged:i,github:a,first:o}}function $t(e){return e.replaceAll(/\s+|\p{Cc}/gu,` `).replaceAll(`::`,`:​:`).replaceAll(`##[`,`##​[`)}process.exitCode=1,process.on(`uncaughtException`,$),process.on(`unhandledRejection`,$),en().catch($);async function en(){await tn(nn())&&(process.exitCode=0)}async function tn(e){if(`mistake`in e){let{reportMisuse:t}=await import(`./report-decision.js`);return t(e.mistake)}if(`payload`in e){let{runBot:t}=await import(`./run-bot.js`);return t(e)}let{runGate:t}=await import(`./run-gate.js`);return t(e)}function nn(){try{let e=Jt();return e.inputs.mode===`gate`?Qt(e):e}catch(e){return{mistake:e}}}function $(e){let t=$t(`dakor stopped at a mistake of its own. Please report it with these lines: ${e instanceof Error?e.stack??e.message:String(e)}`).replaceAll(`%`,`%25`);process.stdout.write(`::error::${t}\n`,()=>process.exit(1))}export{E as $,Re as A,Te as B,We as C,m as Ct,L as D,z as E,s as Et,M as F,De as G,Ee as H,F as I,w as J,ve as K,N as L,Ve as M,Ue as N,Pe as O,Me as P,we as Q,je as R,Qe as S,p as St,Ie as T,o as Tt,O as U,D as V,Oe as W,ye as X,T as Y,Ce as Z,Ge as _,g as _t,G as a,v as at,nt as b,ne as bt,ct as c,de as ct,st as d,se as dt,Se as et,U as f,f as ft,Ze as g,ie as gt,H as h,u as ht,Mt as i,y as it,Fe as j,R as k,ut as l,ue as lt,it as m,h as mt,Yt as n,C as nt,lt as o,le as ot,rt as p,re as pt,be as q,Y as r,pe as rt,ft as s,b as st,$t as t,xe as tt,ot as u,fe as ut,Je as v,_ as vt,B as w,a as wt,Xe as x,d as xt,et as y,ee as yt,Ae as z};