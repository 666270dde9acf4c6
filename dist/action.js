import{createRequire as e}from"node:module";import{readFileSync as t}from"node:fs";import{subscribe as n,unsubscribe as r}from"node:diagnostics_channel";var i=Object.defineProperty,a=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),o=(e,t)=>{let n=Object.setPrototypeOf({},null);for(var r in e)i(n,r,{get:e[r],enumerable:!0});return t&1||i(n,Symbol.toStringTag,{value:`Module`}),t&2?n:Object.preventExtensions(n)},s=/* @__PURE__ */ e(import.meta.url);const c={diagnose:{question:`What is broken, for whom, how bad?`,needs:[`summary`,`severity`,`scope`,`steps`],asks:[`works`,`started`,`paths`]},alert:{question:`Who must know, and when do they hear more?`,needs:[`lead`,`alert`],asks:[]},kludge:{question:`What makes it usable now?`,needs:[`kludge`,`impact`,`stable`],asks:[]},optimize:{question:`What is the real fix, and is it tested?`,needs:[`cause`,`fix`,`tested`,`settled`,`restored`],asks:[]},report:{question:`What did we learn, and did people read it?`,needs:[`report`],asks:[]}},l=[`diagnose`,`alert`,`kludge`,`optimize`,`report`],u=`incident`,d=`dakor:reported`,ee=`kludge`;function te(e){return`dakor:${e}`}function ne(e){return l.find(t=>t===e.toLowerCase())}function re(e){let t=e.toLowerCase();return t.startsWith(`dakor:`)?ne(t.slice(6)):void 0}function ie(e,t){return l.indexOf(e)<l.indexOf(t)}function ae(e){return l[l.indexOf(e)+1]}const oe={summary:{title:`Summary`,question:`What is broken, in one line?`,command:`/summary <what is broken>`},severity:{section:`Severity`,title:`Severity`,question:`How bad is it?`,command:`/severity critical|major|minor`},scope:{section:`Who or what is affected?`,title:`Scope`,question:`Who or what is affected?`,command:`/scope <who or what is affected>`},steps:{section:`How can anyone see it fail?`,title:`Steps`,question:`How can anyone see it fail?`,command:`/steps <how to see it>`},works:{section:`What still works?`,title:`Still works`,question:`What still works?`,command:`/works <what still works>`},started:{section:`When did it start?`,title:`Started`,question:`When did the impact begin?`,command:`/started <time>`},paths:{section:`Paths`,title:`Paths`,question:`Which files does it concern?`,command:`/paths <folder>`},components:{section:`Components`,title:`Components`,question:`Which component?`,command:`/component <name>`},lead:{title:`Lead`,question:`Who is on it?`,command:`/checking`},alert:{title:`Alert`,question:`Has everybody been told, and when do they hear more?`,command:`/alert next 10m`},kludge:{title:`Kludge`,question:`What makes it usable now?`,command:`/kludge <what you did>`},impact:{title:`Impact while kludged`,question:`What do users notice meanwhile?`,command:`/impact <what users notice>`},stable:{title:`Stable`,question:`Is it usable again?`,command:`/stable`},cause:{title:`Cause`,question:`What caused it?`,command:`/cause <what caused it>`},fix:{title:`Fix`,question:`What is the real fix?`,command:`/fix <#number>`},tested:{title:`Tested`,question:`Where and how was the fix tested?`,command:`/tested <where and how>`},settled:{title:`Kludges settled`,question:`Is every kludge undone or kept?`,command:`/undo <K1>`},restored:{title:`Restored`,question:`Does everything work again?`,command:`/restored`},report:{title:`Report`,question:`Is the report merged?`,command:`close the issue`}},f=[`critical`,`major`,`minor`];function p(e){let t=e.trim().toLowerCase();return f.find(e=>e===t)}function se(e,t){return f.indexOf(e)<f.indexOf(t)}function ce(e){return`severity:${e}`}function le(e){let t=e.toLowerCase();return t.startsWith(`severity:`)?p(t.slice(9)):void 0}const m={critical:[`sev0`,`sev1`,`p0`,`p1`,`s1`,`blocker`,`crit`,`urgent`,`highest`,`emergency`],major:[`sev2`,`p2`,`s2`,`high`,`medium`,`moderate`,`serious`],minor:[`sev3`,`sev4`,`sev5`,`p3`,`p4`,`p5`,`s3`,`low`,`lowest`,`trivial`]},ue=/\b(?:not|no|non|never|isn['’]?t|less|than|below|was)\b/i;function de(e,t=m){let n=e.toLowerCase().slice(0,200).replace(/\b(?:severity|sev)[\s_-]?(\d)\b/g,`sev$1`).replace(/\b(?:priority|prio|p)[\s_-]?(\d)\b/g,`p$1`).replace(/^\W*(\d)(?![\d%])/,`sev$1`),r=n.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)??[];if(/[|/]/.test(n.replace(/\s/g,``).slice(0,20))&&h(r,t).length>1||/[→>]|\b(?:or|to)\b/.test(n)&&h(r,t).length>1)return;let i=g(r[0]??``,t);if(i!==void 0)return i;let a=ue.test(n)?[]:h(r,t);return a.length===1?a[0]:void 0}function h(e,t){return[...new Set(e.flatMap(e=>g(e,t)??[]))]}function g(e,t){return f.find(t=>t===e)??f.find(n=>t[n].includes(e))}const _=`.github/dakor.yml`,v=`.github/dakor/report.md`,y=3600,b={timezone:`UTC`,permission:`write`,severities:{critical:{acknowledge:300,update:1200,escalate:600,mention:[],words:m.critical},major:{acknowledge:900,update:1800,escalate:900,mention:[],words:m.major},minor:{acknowledge:y,update:4*y,escalate:y,mention:[],words:m.minor}},needs:{diagnose:c.diagnose.needs,alert:c.alert.needs,kludge:c.kludge.needs,optimize:c.optimize.needs,report:c.report.needs},components:{},escalation:[],report:{directory:`docs/incidents`,reviewers:[],due:`10:00`},workingHours:{days:[1,2,3,4,5],from:`09:00`,to:`17:00`},gate:{permission:`maintain`},bots:[]};function fe({severities:e}){let{critical:t,major:n,minor:r}=e;return{critical:t.words,major:n.words,minor:r.words}}const pe=`THUMBS_UP`,me=`
  fragment RepositoryFields on Repository {
    id name url
    owner { login }
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:${_}") { ...FileText }
    template: object(expression: "HEAD:${v}") { ...FileText }
  }
  fragment FileText on GitObject { __typename ... on Blob { text } }`,x=`userContentEdits(first: 20) {
    nodes { editedAt diff editor { ...PersonFields } }
  }`,S=`fragment PersonFields on Actor { __typename login }`,he=`
  fragment PullFields on PullRequest {
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    mergedBy { ...PersonFields }
    labels(first: 20) { nodes { name } }
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
    nodes { body createdAt author { ...PersonFields } }
  }`;function ge(e){return`timelineItems(first: 100${e===void 0?``:`, after: ${e}`}, itemTypes: [ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT, CROSS_REFERENCED_EVENT, MARKED_AS_DUPLICATE_EVENT, COMMENT_DELETED_EVENT]) { ...TimelineFields }`}const _e=`
  fragment TimelineFields on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
        reactionGroups { content viewerHasReacted createdAt }
      }
      ... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on AssignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on UnassignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on ClosedEvent {
        id createdAt stateReason
        actor { ...PersonFields }
        closer { ... on PullRequest { number repository { id } author { ...PersonFields } } }
      }
      ... on ReopenedEvent { id createdAt actor { ...PersonFields } }
      ... on RenamedTitleEvent { id createdAt actor { ...PersonFields } previousTitle currentTitle }
      ... on CrossReferencedEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        source { ... on PullRequest { ...PullFields } }
      }
      ... on MarkedAsDuplicateEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        canonical { ... on Issue { number } }
      }
      ... on CommentDeletedEvent {
        id createdAt
        actor { ...PersonFields }
        deletedCommentAuthor { ...PersonFields }
      }
    }
  }`;function ve(e){let t=e.map((e,t)=>`label${t}`);return{parameters:t.map(e=>`, $${e}: String!`).join(``),fields:t.map(e=>`${e}: label(name: $${e}) { id name }`).join(`
`),variables:Object.fromEntries(e.map((e,t)=>[`label${t}`,e]))}}function ye(e){return`an update of dakor is needed, GitHub does not understand this version's question and did nothing (${e.replace(/\.$/,``)}). Needs github.com, or GitHub Enterprise Server 3.14 or newer`}const be={};function C(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function xe(e){return C(e)?e:be}function w(e,...t){let n=e;for(let e of t){if(!C(n)||!Object.hasOwn(n,e))return;n=n[e]}return n}function T(e){return typeof e==`string`?e:``}function E(e){return typeof e==`string`&&e!==``?e:void 0}function Se(e){return typeof e==`number`&&Number.isFinite(e)?e:0}function D(e){return Array.isArray(e)?e:[]}function Ce(e){return D(w(e,`nodes`)).filter(C)}function we(e){return w(e,`pageInfo`,`hasNextPage`)===!0?E(w(e,`pageInfo`,`endCursor`)):void 0}const Te=[`Mannequin`,`Organization`,`EnterpriseUserAccount`];function Ee(e){let t=E(w(e,`login`)),n=Te.includes(w(e,`__typename`));if(t===void 0||n)return{login:`ghost`,isBot:!1};let r=w(e,`__typename`)===`Bot`||t.endsWith(`[bot]`);return{login:De(t),isBot:r}}function De(e){return e.replace(/\[bot\]$/,``)}function Oe(e){return Ce(e).map(e=>T(e.name))}const ke={FORBIDDEN:403,INSUFFICIENT_SCOPES:403,NOT_FOUND:404,RATE_LIMIT:429,RATE_LIMITED:429,STALE_DATA:409,UNAUTHENTICATED:401,UNPROCESSABLE:422},Ae=/submitted too quickly|secondary rate limit/i;function je(e){return Ae.test(e.message)?429:e.isUnknown===!0?400:e.type===void 0?500:ke[e.type]??422}function O(e){return D(N(e,`errors`)).filter(C).map(e=>{let t=E(e.type),n=E(D(e.path)[0]);return Me(e)?{message:T(e.message),isUnknown:!0}:{message:T(e.message),...t===void 0?{}:{type:t},...n===void 0?{}:{alias:n}}})}function Me(e){let{type:t,extensions:n}=e,r=w(n,`code`)!==void 0||w(n,`problems`)!==void 0;return t===void 0&&r}function Ne(e){return O(e).some(e=>e.isUnknown===!0)}function k(e){return N(e,`data`)}function A(e,t,n=O(t)){let[r]=n.map(e=>({...e,status:je(e)})).toSorted(j),i=Re(t),a=E(i[`x-github-request-id`]),o=r?.message??ze(t),s=r?.isUnknown===!0?ye(o):o,c=a===void 0||o.includes(a),l=[r?.type,c?void 0:`request ${a}`].filter(e=>e!==void 0),u=n.length>1?`; and ${n.length-1} more`:``,d=`${e}: ${s}${l.length===0?``:` (${l.join(`, `)})`}${u}`;return Object.assign(Error(d,{cause:t}),{operation:e,status:r?.status??Le(t),headers:i,response:N(t,`response`),...a===void 0?{}:{requestId:a},...r?.type===void 0?{}:{type:r.type}})}function Pe(e){let t=`${e}: there is no such thing, or this token may not see it`;return Object.assign(Error(t),{operation:e,status:404,headers:{}})}function Fe(e){let t=`${e}: the answer is older than what was written a moment ago`;return Object.assign(Error(t),{operation:e,status:503,headers:{}})}function j(e,t){return M(t.status)-M(e.status)}const Ie={429:1001,401:1e3,403:499.5};function M(e){return Ie[e]??e}function Le(e){let t=N(e,`status`);return typeof t==`number`?t:500}function Re(e){let t=N(e,`headers`)??w(N(e,`response`),`headers`);return C(t)?t:{}}function ze(e){return e instanceof Error?e.message:String(e)}function N(e,t){return C(e)?e[t]:void 0}async function Be(e,t){try{return await e.graphql(t.query,t.variables)}catch(e){let n=O(e),r=k(e);if(n.length>0&&n.every(e=>e.type===`NOT_FOUND`)&&C(r))return r;throw A(t.operation,e)}}const P=l.map(te),F=`ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT`,I=b.report.directory,L={open:[u,...P],owed:P,kludge:[ee]},Ve={open:`labels: $open, states: [OPEN]`,owed:`labels: $owed, states: [CLOSED]`};function R(e,t){return`${e}: issues(${Ve[e]}, first: 30${t}) { ...GateIssues }`}const He=`
  id name url
  owner { login }
  defaultBranchRef { name target { oid } }
  config: object(expression: "HEAD:${_}") { __typename ... on Blob { text } }
  reports: object(expression: "HEAD:${I}") { ...ReportFolder }
  ${R(`open`,``)}
  ${R(`owed`,``)}
  recent: issues(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) {
    nodes { ...GateTrace }
  }
  kludges: pullRequests(
    labels: $kludge, first: 30, orderBy: { field: CREATED_AT, direction: DESC }
  ) { nodes { ...GatePull } }`,z=`
  fragment GateTimeline on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
        reactionGroups { content viewerHasReacted createdAt }
      }
      ... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on AssignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on UnassignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on ClosedEvent {
        id createdAt stateReason
        actor { ...PersonFields }
        closer { ... on PullRequest { number repository { id } author { ...PersonFields } } }
      }
      ... on ReopenedEvent { id createdAt actor { ...PersonFields } }
      ... on RenamedTitleEvent { id createdAt actor { ...PersonFields } previousTitle currentTitle }
    }
  }`,B=`
  fragment GateIssue on Issue {
    id number url title body state createdAt
    author { ...PersonFields }
    ${x}
    labels(first: 50) { nodes { name } }
    timelineItems(first: 100, itemTypes: [${F}]) { ...GateTimeline }
  }`,V=`
  fragment GateIssues on IssueConnection {
    pageInfo { hasNextPage endCursor }
    nodes { ...GateIssue }
  }
  ${B}`,H=`
  fragment GatePull on PullRequest {
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }
    comments(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...GateComment } }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }`,U=`
  fragment GateTarget on PullRequest {
    ...GatePull
    baseRefName baseRefOid changedFiles
    headRef { target { ...GateHead } }
    commits(last: 1) { nodes { commit { ...GateHead } } }
  }
  fragment GateHead on GitObject {
    oid
    ... on Commit { checkSuites(first: 100) { nodes { createdAt } } }
  }`,Ue=`fragment ReportFolder on GitObject {
    oid
    ... on Tree { entries { name type size } }
  }`,We=`
  ${V}
  
  fragment GateTrace on Issue {
    number
    labels(first: 20) { nodes { name } }
    comments(first: 5) { nodes { author { ...PersonFields } } }
    timelineItems(last: 10, itemTypes: [UNLABELED_EVENT]) {
      nodes { ... on UnlabeledEvent { actor { ...PersonFields } label { name } } }
    }
  }
  ${z}
  ${H}
  ${Ue}
  ${S}`,Ge={open:Ke(`open`),owed:Ke(`owed`)};function Ke(e){return`query ReadMoreIncidents($owner: String!, $name: String!, $${e}: [String!]!, $after: String!) {
    repository(owner: $owner, name: $name) { ${R(e,`, after: $after`)} }
  }
  ${V}
  ${z}
  ${S}`}function qe(e){let t=Array.from({length:e},(e,t)=>t);return`query ReadUnlabelled(
    $owner: String!, $name: String!${t.map(e=>`, $number${e}: Int!`).join(``)}
  ) {
    repository(owner: $owner, name: $name) {
      ${t.map(e=>`issue${e}: issue(number: $number${e}) { ...GateIssue }`).join(`
`)}
    }
  }
  ${B}
  ${z}
  ${S}`}const Je=`query ReadGateTimeline($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Issue {
        timelineItems(first: 100, after: $after, itemTypes: [${F}]) { ...GateTimeline }
      }
    }
  }
  ${z}
  ${S}`,Ye=`query ReadGateComments($id: ID!, $after: String!) {
    node(id: $id) {
      ... on PullRequest {
        comments(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { ...GateComment }
        }
      }
    }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }
  ${S}`;function Xe(e){return W(`JudgePull`,e,{operation:`read ${e.owner}/${e.repo}#${e.number}`,number:e.number})}function Ze(e){return W(`JudgeGroup`,e,{operation:`read the merge group ${e.headSha.slice(0,7)} of ${e.owner}/${e.repo}`,number:$e(e.headRef)})}function Qe(e){return W(`ReadGate`,e,{operation:`read the gate of ${e.owner}/${e.repo}`,number:void 0})}function $e(e){let[,t]=/^(?:refs\/heads\/)?gh-readonly-queue\/.+\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/.exec(e)??[];return t===void 0?void 0:Number(t)}function W(e,{owner:t,repo:n},{operation:r,number:i}){let a=i!==void 0;return{operation:r,query:`query ${e}($owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!${a?`, $number: Int!`:``}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${He}
        ${a?`pullRequest(number: $number) { ...GateTarget }`:``}
      }
    }
    ${We}
    ${a?U:``}`,variables:{owner:t,name:n,...L,...a?{number:i}:{}}}}function et(e,t){let{query:n,variables:r}=t,i=e.graphql(n,r),a=!1,o=(e,t)=>e===n&&JSON.stringify(t)===JSON.stringify(r);return{github:{request:(t,n)=>e.request(t,n),graphql:(t,n)=>a||!o(t,n)?e.graphql(t,n):(a=!0,i)},settled:i.then(()=>void 0,()=>void 0)}}const tt={"x-github-api-version":`2022-11-28`};function nt(e){return!e.startsWith(`GET `)}function rt(e){return/^\s*mutation\b/.test(e)}const it=/* @__PURE__ */ new Set([500,502,503,504]);function at(e){let t=e.apiUrl.replace(/\/$/,``);return{graphql:async(t,n)=>{let r=rt(t);r&&lt(e,`a mutation`);let i=JSON.stringify({query:t,variables:ct(n)}),a={method:`POST`,url:e.graphqlUrl,body:i};return _t(await(r?G:ft)(e,a))},request:async(n,r)=>{let[i,a]=n.split(` `,2);if(!dt(i)||a===void 0)throw Error(`Not a route: ${n}`);if(i===`GET`)return ft(e,{method:i,url:t+ot(a,r)});lt(e,n);let{path:o,rest:s}=st(a,ct(r)),c=JSON.stringify(Object.fromEntries(s));return G(e,{method:i,url:t+o,body:c})}}}function ot(e,t){let{path:n,rest:r}=st(e,t),i=new URLSearchParams;for(let[e,t]of r)i.set(e,String(t));return i.size===0?n:`${n}?${i.toString()}`}function st(e,t){let n=new Map(Object.entries(t));return{path:e.replaceAll(/\{(\w+)\}/g,(e,t)=>{let r=n.get(t);return n.delete(t),encodeURIComponent(String(r))}),rest:n}}function ct({request:e,...t}){return t}function lt({isWriting:e},t){if(e!==!0)throw Error(`Not a read: ${t}`)}const ut=[`GET`,`POST`,`PUT`,`PATCH`,`DELETE`];function dt(e){return ut.some(t=>t===e)}async function ft(e,t){try{return await G(e,t)}catch(n){if(!pt(n))throw n;return await new Promise(e=>{setTimeout(e,500)}),G(e,t)}}function pt(e){let t=C(e)?e.status:void 0;return typeof t==`number`?it.has(t):!(e instanceof Error&&w(e,`isTimeout`)===!0)}async function G(e,{method:t,url:n,body:r}){let{status:i,headers:a,text:o}=await ht(e,{method:t,url:n,...mt(r)}),s=vt(o);if(i<200||i>299){let e=w(s,`message`);throw K(typeof e==`string`?e:`GitHub answered with HTTP ${i}`,{status:i,headers:a,data:s})}if(s===void 0&&i!==204)throw K(`GitHub's answer is no JSON`,{status:500,headers:a,data:s});return{status:i,headers:a,data:s}}function mt(e){return e===void 0?{}:{body:e}}async function ht(e,{method:t,url:n,body:r}){try{let i=await fetch(n,{method:t,headers:{accept:`application/vnd.github+json`,authorization:`Bearer ${e.token}`,"user-agent":e.userAgent,...tt,...r===void 0?{}:{"content-type":`application/json`}},signal:AbortSignal.timeout(e.timeout),...mt(r)}),a=await i.text(),o=Object.fromEntries(i.headers);return e.onHeaders?.(o),{status:i.status,headers:o,text:a}}catch(t){throw gt(t,e.timeout)}}function gt(e,t){let n=e instanceof Error&&e.name===`TimeoutError`,r=e instanceof Error?e.cause:void 0,i=r instanceof Error?w(r,`code`)??r.message:void 0,a=n?`GitHub did not answer within ${t/1e3} seconds`:`GitHub could not be reached${typeof i==`string`?` (${i})`:``}`;return Object.assign(Error(a,{cause:e}),{isTimeout:n})}function K(e,t){return Object.assign(Error(e),{status:t.status,response:t})}function _t({data:e,headers:t}){let n=w(e,`errors`);if(Array.isArray(n)&&n.length>0)throw Object.assign(/* @__PURE__ */ Error(`GitHub could not answer all of the request`),{errors:n,data:w(e,`data`),headers:t});let r=w(e,`data`);if(!C(r))throw K(`GitHub's answer has no data`,{status:500,headers:t,data:e});return r}function vt(e){try{return JSON.parse(e)}catch{return}}const yt={mode:{description:"What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge. `bot` looks after incidents. `renew` judges all open pull requests again.",default:`gate`},token:{description:"Reads the repository, and writes in the modes `bot` and `renew`. The job's own token is enough; for the gate also the read-only one of a fork's pull request.",default:"${{ github.token }}"},issue:{description:"Number of the issue that the bot looks at first. Only for `workflow_dispatch`; without it, it looks at every unreported incident.",default:``},"pull-request":{description:"Number of the pull request to judge. Only for the gate on `workflow_dispatch`; other events say it themselves.",default:``},"on-error":{description:"When the gate can't read GitHub: `hold` fails the job, `allow` lets the merge through and says so.",default:`hold`},"dry-run":{description:"`true` says what the gate would decide, and never fails the job because of it.",default:`false`},app:{description:`Slug of the dakor App where it runs beside this workflow: what it has said counts as said, and the workflow leaves it two minutes.`,default:``},timeout:{description:`Seconds that one request to GitHub may take.`,default:`15`}},bt=[`gate`,`bot`,`renew`];function q(e){return Object.assign(Error(e),{isUsage:!0})}function xt(){let e=Y(`mode`,bt),t=J(`token`);if(t===``)throw q(`The input token is empty: without it nothing can be read.`);let n=J(`app`).replace(/\[bot\]$/,``),r=Y(`dry-run`,[`false`,`true`])===`true`;if(r&&e!==`gate`)throw q(`The input dry-run is for the gate; with mode ${e}, leave it out.`);return{mode:e,issue:X(`issue`),token:t,pull:X(`pull-request`),onError:Y(`on-error`,[`hold`,`allow`]),isDryRun:r,app:n===``?void 0:n,timeout:(X(`timeout`)??15)*1e3}}function J(e){let t=(process.env[`INPUT_${e.toUpperCase()}`]??``).trim(),n=yt[e].default;return t===``&&!n.startsWith("${{")?n:t}function Y(e,t){let n=J(e).toLowerCase(),r=t.find(e=>e===n);if(r!==void 0)return r;throw q(`The input ${e} is ${t.join(` or `)}, not ${JSON.stringify(n)}.`)}function X(e){let t=J(e);if(t!==``){if(/^[1-9]\d{0,8}$/.test(t))return Number(t);throw q(`The input ${e} is a number, not ${JSON.stringify(t)}.`)}}const St=[`pull_request`,`pull_request_target`];function Ct(e,t,{pull:n}){if(St.includes(e)){let r=w(t,`pull_request`,`number`);if(!Tt(r))throw q(`The ${e} event names no pull request.`);if(n!==void 0&&n!==r)throw q(`The input pull-request is ${n}, but the event is about #${r}.`);return{kind:`pull`,number:r}}if(e===`merge_group`)return wt(w(t,`merge_group`));if(e===`workflow_dispatch`){if(n!==void 0)return{kind:`pull`,number:n};throw q(`For workflow_dispatch, the input pull-request says which one to judge.`)}throw q(`The gate judges pull requests and merge groups, but this workflow ran on ${e===``?`no event`:`"${e}"`}. Use pull_request_target (or pull_request), merge_group, or workflow_dispatch with the input pull-request.`)}function wt(e){let[t,n,r]=[`base_sha`,`head_sha`,`head_ref`].map(t=>w(e,t));if(!C(e)||!Z(t)||!Z(n)||typeof r!=`string`)throw q(`The merge_group event lacks its commits.`);return{kind:`group`,baseSha:t,headSha:n,headRef:r}}function Tt(e){return typeof e==`number`&&Number.isSafeInteger(e)&&e>0}function Z(e){return typeof e==`string`&&/^[0-9a-f]{40,64}$/.test(e)}const Et=`undici:request:bodySent`;function Dt(){return new Promise(e=>{let t=()=>{r(Et,t),e()};n(Et,t)})}function Ot(){return{inputs:xt(),place:Mt(),event:Q(`GITHUB_EVENT_NAME`),payload:Nt()}}function kt({inputs:e,place:t,event:n,payload:r}){let i=Ct(n,r,e),a=Dt(),{github:o,settled:s}=et(jt(e),At(t,i));return{inputs:e,place:t,judged:i,github:o,sent:Promise.race([a,s])}}function At(e,t){return t.kind===`pull`?Xe({...e,number:t.number}):Ze({...e,...t})}function jt({mode:e,token:t,timeout:n},r){let i=Q(`GITHUB_API_URL`)||`https://api.github.com`;return at({token:t,apiUrl:i,graphqlUrl:Q(`GITHUB_GRAPHQL_URL`)||`${i}/graphql`,timeout:n,userAgent:`dakor-action`,isWriting:e!==`gate`,...r&&{onHeaders:r}})}function Mt(){let[e,t,...n]=Q(`GITHUB_REPOSITORY`).split(`/`);if(e===void 0||e===``||t===void 0||t===``||n.length>0)throw q(`GITHUB_REPOSITORY names no repository: this is meant for a workflow.`);return{owner:e,repo:t}}function Nt(){let e=Q(`GITHUB_EVENT_PATH`);if(e===``)return{};try{return JSON.parse(t(e,`utf8`))}catch{throw q(`The event's file can't be read.`)}}function Q(e){return process.env[e]??``}function Pt(e){return e.replaceAll(/\s+|\p{Cc}/gu,` `).replaceAll(`::`,`:​:`).replaceAll(`##[`,`##​[`)}process.exitCode=1,process.on(`uncaughtException`,$),process.on(`unhandledRejection`,$),Ft().catch($);async function Ft(){await It()&&(process.exitCode=0)}async function It(){let e=Lt();if(`mistake`in e){let{tellMisuse:t}=await import(`./run-gate.js`);return t(e.mistake)}if(`payload`in e){let{runBot:t}=await import(`./run-bot.js`);return t(e)}await e.sent;let{runGate:t}=await import(`./run-gate.js`);return t(e)}function Lt(){try{let e=Ot();return e.inputs.mode===`gate`?kt(e):e}catch(e){return{mistake:e}}}function $(e){let t=Pt(`dakor broke: ${e instanceof Error?e.stack??e.message:String(e)}`).replaceAll(`%`,`%25`);process.stdout.write(`::error::${t}\n`,()=>process.exit(1))}export{v as $,je as A,xe as B,Pe as C,Ne as D,O as E,Oe as F,S as G,E as H,D as I,_e as J,he as K,we as L,De as M,Se as N,Fe as O,C as P,b as Q,Ce as R,Be as S,A as T,x as U,T as V,pe as W,ge as X,ve as Y,_ as Z,H as _,te as _t,q as a,p as at,qe as b,s as bt,Ze as c,u as ct,Qe as d,l as dt,fe as et,U as f,d as ft,Je as g,re as gt,Ge as h,ne as ht,Z as i,se as it,w as j,k,$e as l,ee as lt,Ye as m,ae as mt,jt as n,oe as nt,rt as o,le as ot,L as p,ie as pt,me as q,Tt as r,f as rt,nt as s,ce as st,Pt as t,de as tt,Xe as u,c as ut,Ue as v,a as vt,j as w,P as x,I as y,o as yt,Ee as z};