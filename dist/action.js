import{createRequire as e}from"node:module";import{readFileSync as t}from"node:fs";import{subscribe as n,unsubscribe as r}from"node:diagnostics_channel";var i=Object.defineProperty,a=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),o=(e,t)=>{let n=Object.setPrototypeOf({},null);for(var r in e)i(n,r,{get:e[r],enumerable:!0});return t&1||i(n,Symbol.toStringTag,{value:`Module`}),t&2?n:Object.preventExtensions(n)},s=/* @__PURE__ */ e(import.meta.url);const c={diagnose:{question:`What is broken, for whom, how bad?`,needs:[`summary`,`severity`,`scope`,`steps`],asks:[`works`,`started`,`paths`]},alert:{question:`Who must know, and when do they hear more?`,needs:[`lead`,`alert`],asks:[]},kludge:{question:`What makes it usable now?`,needs:[`kludge`,`impact`,`stable`],asks:[]},optimize:{question:`What is the real fix, and is it tested?`,needs:[`cause`,`fix`,`tested`,`settled`,`restored`],asks:[]},report:{question:`What did we learn, and did people read it?`,needs:[`report`],asks:[]}},l=[`diagnose`,`alert`,`kludge`,`optimize`,`report`],u=`incident`,ee=`dakor:reported`,te=`kludge`;function ne(e){return`dakor:${e}`}function re(e){return l.find(t=>t===e.toLowerCase())}function ie(e){let t=e.toLowerCase();return t.startsWith(`dakor:`)?re(t.slice(6)):void 0}function ae(e,t){return l.indexOf(e)<l.indexOf(t)}function oe(e){return l[l.indexOf(e)+1]}const d=`.github/dakor.yml`,f=`.github/dakor/report.md`,p=3600,m={timezone:`UTC`,permission:`write`,severities:{critical:{acknowledge:300,update:1200,escalate:600,mention:[]},major:{acknowledge:900,update:1800,escalate:900,mention:[]},minor:{acknowledge:p,update:4*p,escalate:p,mention:[]}},needs:{diagnose:c.diagnose.needs,alert:c.alert.needs,kludge:c.kludge.needs,optimize:c.optimize.needs,report:c.report.needs},components:{},escalation:[],report:{directory:`docs/incidents`,reviewers:[],due:`10:00`},workingHours:{days:[1,2,3,4,5],from:`09:00`,to:`17:00`},gate:{permission:`maintain`},bots:[]},se=`THUMBS_UP`,ce=`
  fragment RepositoryFields on Repository {
    id name url
    owner { login }
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:${d}") { ...FileText }
    template: object(expression: "HEAD:${f}") { ...FileText }
  }
  fragment FileText on GitObject { __typename ... on Blob { text } }`,h=`fragment PersonFields on Actor { __typename login }`,le=`
  fragment PullFields on PullRequest {
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }
    comments(first: 20) { ...LinkComments }
    revertedBy: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) {
      nodes {
        ... on CrossReferencedEvent {
          source { ... on PullRequest { number url title body headRefName isCrossRepository } }
        }
      }
    }
  }
  fragment LinkComments on IssueCommentConnection {
    pageInfo { hasNextPage endCursor }
    nodes { body createdAt author { ...PersonFields } }
  }`;function ue(e){return`timelineItems(first: 100${e===void 0?``:`, after: ${e}`}, itemTypes: [ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT, CROSS_REFERENCED_EVENT]) { ...TimelineFields }`}const de=`
  fragment TimelineFields on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
        reactionGroups { content viewerHasReacted }
      }
      ... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on AssignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on UnassignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on ClosedEvent {
        id createdAt stateReason
        actor { ...PersonFields }
        closer { ... on PullRequest { number repository { id } } }
      }
      ... on ReopenedEvent { id createdAt actor { ...PersonFields } }
      ... on RenamedTitleEvent { id createdAt actor { ...PersonFields } previousTitle currentTitle }
      ... on CrossReferencedEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        source { ... on PullRequest { ...PullFields } }
      }
    }
  }`;function fe(e){let t=e.map((e,t)=>`label${t}`);return{parameters:t.map(e=>`, $${e}: String!`).join(``),fields:t.map(e=>`${e}: label(name: $${e}) { id name }`).join(`
`),variables:Object.fromEntries(e.map((e,t)=>[`label${t}`,e]))}}const pe={};function g(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function me(e){return g(e)?e:pe}function _(e,...t){let n=e;for(let e of t){if(!g(n)||!Object.hasOwn(n,e))return;n=n[e]}return n}function v(e){return typeof e==`string`?e:``}function y(e){return typeof e==`string`&&e!==``?e:void 0}function he(e){return typeof e==`number`&&Number.isFinite(e)?e:0}function b(e){return Array.isArray(e)?e:[]}function x(e){return b(_(e,`nodes`)).filter(g)}function ge(e){return _(e,`pageInfo`,`hasNextPage`)===!0?y(_(e,`pageInfo`,`endCursor`)):void 0}function _e(e){let t=y(_(e,`login`));if(t===void 0)return{login:`ghost`,isBot:!1};let n=_(e,`__typename`)===`Bot`||t.endsWith(`[bot]`);return{login:S(t),isBot:n}}function S(e){return e.replace(/\[bot\]$/,``)}function ve(e){return x(e).map(e=>v(e.name))}const ye={FORBIDDEN:403,INSUFFICIENT_SCOPES:403,NOT_FOUND:404,RATE_LIMIT:429,RATE_LIMITED:429,STALE_DATA:409,UNAUTHENTICATED:401,UNPROCESSABLE:422},be=/submitted too quickly|secondary rate limit/i;function C(e){return be.test(e.message)?429:e.type===void 0?500:ye[e.type]??422}function w(e){return b(k(e,`errors`)).filter(g).map(e=>{let t=y(e.type),n=y(b(e.path)[0]);return{message:v(e.message),...t===void 0?{}:{type:t},...n===void 0?{}:{alias:n}}})}function T(e){return k(e,`data`)}function E(e,t,n=w(t)){let[r]=n.map(e=>({...e,status:C(e)})).toSorted(D),i=Te(t),a=y(i[`x-github-request-id`]),o=r?.message??Ee(t),s=[r?.type,a===void 0?void 0:`request ${a}`].filter(e=>e!==void 0),c=n.length>1?`; and ${n.length-1} more`:``,l=`${e}: ${o}${s.length===0?``:` (${s.join(`, `)})`}${c}`;return Object.assign(Error(l,{cause:t}),{operation:e,status:r?.status??we(t),headers:i,response:k(t,`response`),...a===void 0?{}:{requestId:a},...r?.type===void 0?{}:{type:r.type}})}function xe(e){let t=`${e}: there is no such thing, or this token may not see it`;return Object.assign(Error(t),{operation:e,status:404,headers:{}})}function Se(e){let t=`${e}: the answer is older than what was written a moment ago`;return Object.assign(Error(t),{operation:e,status:503,headers:{}})}function D(e,t){return O(t.status)-O(e.status)}const Ce={429:1001,401:1e3,403:499.5};function O(e){return Ce[e]??e}function we(e){let t=k(e,`status`);return typeof t==`number`?t:500}function Te(e){let t=k(e,`headers`)??_(k(e,`response`),`headers`);return g(t)?t:{}}function Ee(e){return e instanceof Error?e.message:String(e)}function k(e,t){return g(e)?e[t]:void 0}async function De(e,t){try{return await e.graphql(t.query,t.variables)}catch(e){let n=w(e),r=T(e);if(n.length>0&&n.every(e=>e.type===`NOT_FOUND`)&&g(r))return r;throw E(t.operation,e)}}const A=l.map(ne),j=`ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT`,M=m.report.directory,N={open:[u,...A],owed:A,kludge:[te]},Oe={open:`labels: $open, states: [OPEN]`,owed:`labels: $owed, states: [CLOSED]`};function P(e,t){return`${e}: issues(${Oe[e]}, first: 30${t}) { ...GateIssues }`}const ke=`
  id name url
  owner { login }
  defaultBranchRef { name target { oid } }
  config: object(expression: "HEAD:${d}") { __typename ... on Blob { text } }
  reportNames: object(expression: "HEAD:${M}") { ...FileNames }
  ${P(`open`,``)}
  ${P(`owed`,``)}
  kludges: pullRequests(
    labels: $kludge, first: 30, orderBy: { field: CREATED_AT, direction: DESC }
  ) { nodes { ...GatePull } }`,F=`
  fragment GateTimeline on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
      }
      ... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on ClosedEvent { id createdAt stateReason actor { ...PersonFields } }
      ... on ReopenedEvent { id createdAt actor { ...PersonFields } }
      ... on RenamedTitleEvent { id createdAt actor { ...PersonFields } previousTitle currentTitle }
    }
  }`,I=`
  fragment GateIssues on IssueConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      id number url title body state stateReason(enableDuplicate: true) createdAt lastEditedAt
      author { ...PersonFields }
      editor { ...PersonFields }
      labels(first: 50) { nodes { name } }
      timelineItems(first: 100, itemTypes: [${j}]) { ...GateTimeline }
    }
  }`,L=`
  fragment GatePull on PullRequest {
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }
    comments(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...GateComment } }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }`,Ae=`
  fragment GateTarget on PullRequest {
    ...GatePull
    baseRefName baseRefOid changedFiles
    headRef { target { ...GateHead } }
    commits(last: 1) { nodes { commit { ...GateHead } } }
  }
  fragment GateHead on GitObject {
    oid
    ... on Commit { committedDate checkSuites(first: 100) { nodes { createdAt } } }
  }`,R=`fragment FileNames on GitObject { ... on Tree { entries { name type } } }`,je=`
  ${I}
  ${F}
  ${L}
  ${R}
  ${h}`,Me={open:z(`open`),owed:z(`owed`)};function z(e){return`query ReadMoreIncidents($owner: String!, $name: String!, $${e}: [String!]!, $after: String!) {
    repository(owner: $owner, name: $name) { ${P(e,`, after: $after`)} }
  }
  ${I}
  ${F}
  ${h}`}const Ne=`query ReadGateTimeline($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Issue {
        timelineItems(first: 100, after: $after, itemTypes: [${j}]) { ...GateTimeline }
      }
    }
  }
  ${F}
  ${h}`,Pe=`query ReadGateComments($id: ID!, $after: String!) {
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
  ${h}`;function B(e){return H(`JudgePull`,e,{operation:`read ${e.owner}/${e.repo}#${e.number}`,number:e.number})}function V(e){return H(`JudgeGroup`,e,{operation:`read the merge group ${e.headSha.slice(0,7)} of ${e.owner}/${e.repo}`,number:Ie(e.headRef)})}function Fe(e){return H(`ReadGate`,e,{operation:`read the gate of ${e.owner}/${e.repo}`,number:void 0})}function Ie(e){let[,t]=/^(?:refs\/heads\/)?gh-readonly-queue\/.+\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/.exec(e)??[];return t===void 0?void 0:Number(t)}function H(e,{owner:t,repo:n},{operation:r,number:i}){let a=i!==void 0;return{operation:r,query:`query ${e}($owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!${a?`, $number: Int!`:``}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${ke}
        ${a?`pullRequest(number: $number) { ...GateTarget }`:``}
      }
    }
    ${je}
    ${a?Ae:``}`,variables:{owner:t,name:n,...N,...a?{number:i}:{}}}}function Le(e,t){let{query:n,variables:r}=t,i=e.graphql(n,r),a=!1,o=(e,t)=>e===n&&JSON.stringify(t)===JSON.stringify(r);return{github:{request:(t,n)=>e.request(t,n),graphql:(t,n)=>a||!o(t,n)?e.graphql(t,n):(a=!0,i)},settled:i.then(()=>void 0,()=>void 0)}}function Re(e){return!e.startsWith(`GET `)}function ze(e){return/^\s*mutation\b/.test(e)}const Be=/* @__PURE__ */ new Set([500,502,503,504]);function Ve(e){let t=e.apiUrl.replace(/\/$/,``);return{graphql:async(t,n)=>{let r=ze(t);r&&Ge(e,`a mutation`);let i=JSON.stringify({query:t,variables:We(n)}),a={method:`POST`,url:e.graphqlUrl,body:i};return $e(await(r?U:Je)(e,a))},request:async(n,r)=>{let[i,a]=n.split(` `,2);if(!qe(i)||a===void 0)throw Error(`Not a route: ${n}`);if(i===`GET`)return Je(e,{method:i,url:t+He(a,r)});Ge(e,n);let{path:o,rest:s}=Ue(a,We(r)),c=JSON.stringify(Object.fromEntries(s));return U(e,{method:i,url:t+o,body:c})}}}function He(e,t){let{path:n,rest:r}=Ue(e,t),i=new URLSearchParams;for(let[e,t]of r)i.set(e,String(t));return i.size===0?n:`${n}?${i.toString()}`}function Ue(e,t){let n=new Map(Object.entries(t));return{path:e.replaceAll(/\{(\w+)\}/g,(e,t)=>{let r=n.get(t);return n.delete(t),encodeURIComponent(String(r))}),rest:n}}function We({request:e,...t}){return t}function Ge({isWriting:e},t){if(e!==!0)throw Error(`Not a read: ${t}`)}const Ke=[`GET`,`POST`,`PUT`,`PATCH`,`DELETE`];function qe(e){return Ke.some(t=>t===e)}async function Je(e,t){try{return await U(e,t)}catch(n){if(!Ye(n))throw n;return await new Promise(e=>{setTimeout(e,500)}),U(e,t)}}function Ye(e){let t=g(e)?e.status:void 0;return typeof t==`number`?Be.has(t):!(e instanceof Error&&_(e,`isTimeout`)===!0)}async function U(e,{method:t,url:n,body:r}){let{status:i,headers:a,text:o}=await Ze(e,{method:t,url:n,...Xe(r)}),s=et(o);if(i<200||i>299){let e=_(s,`message`);throw W(typeof e==`string`?e:`GitHub answered with HTTP ${i}`,{status:i,headers:a,data:s})}if(s===void 0&&i!==204)throw W(`GitHub's answer is no JSON`,{status:500,headers:a,data:s});return{status:i,headers:a,data:s}}function Xe(e){return e===void 0?{}:{body:e}}async function Ze(e,{method:t,url:n,body:r}){try{let i=await fetch(n,{method:t,headers:{accept:`application/vnd.github+json`,authorization:`Bearer ${e.token}`,"user-agent":e.userAgent,...r===void 0?{}:{"content-type":`application/json`}},signal:AbortSignal.timeout(e.timeout),...Xe(r)}),a=await i.text();return{status:i.status,headers:Object.fromEntries(i.headers),text:a}}catch(t){throw Qe(t,e.timeout)}}function Qe(e,t){let n=e instanceof Error&&e.name===`TimeoutError`,r=e instanceof Error?e.cause:void 0,i=r instanceof Error?_(r,`code`)??r.message:void 0,a=n?`GitHub did not answer within ${t/1e3} seconds`:`GitHub could not be reached${typeof i==`string`?` (${i})`:``}`;return Object.assign(Error(a,{cause:e}),{isTimeout:n})}function W(e,t){return Object.assign(Error(e),{status:t.status,response:t})}function $e({data:e,headers:t}){let n=_(e,`errors`);if(Array.isArray(n)&&n.length>0)throw Object.assign(/* @__PURE__ */ Error(`GitHub could not answer all of the request`),{errors:n,data:_(e,`data`),headers:t});let r=_(e,`data`);if(!g(r))throw W(`GitHub's answer has no data`,{status:500,headers:t,data:e});return r}function et(e){try{return JSON.parse(e)}catch{return}}const tt={mode:{description:"What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge. `bot` looks after incidents. `renew` judges all open pull requests again.",default:`gate`},token:{description:"Reads the repository, and writes in the modes `bot` and `renew`. The job's own token is enough; for the gate also the read-only one of a fork's pull request.",default:"${{ github.token }}"},issue:{description:"Number of the issue that the bot looks at first. Only for `workflow_dispatch`; without it, it looks at every unreported incident.",default:``},"pull-request":{description:"Number of the pull request to judge. Only for the gate on `workflow_dispatch`; other events say it themselves.",default:``},"on-error":{description:"When the gate can't read GitHub: `hold` fails the job, `allow` lets the merge through and says so.",default:`hold`},"dry-run":{description:"`true` says what the gate would decide, and never fails the job because of it.",default:`false`},app:{description:`Slug of the dakor App where it runs beside this workflow: what it has said counts as said, and the workflow leaves it two minutes.`,default:``},timeout:{description:`Seconds that one request to GitHub may take.`,default:`15`}},nt=[`gate`,`bot`,`renew`];function G(e){return Object.assign(Error(e),{isUsage:!0})}function rt(){let e=q(`mode`,nt),t=K(`token`);if(t===``)throw G(`The input token is empty: without it nothing can be read.`);let n=K(`app`).replace(/\[bot\]$/,``),r=q(`dry-run`,[`false`,`true`])===`true`;if(r&&e!==`gate`)throw G(`The input dry-run is for the gate; with mode ${e}, leave it out.`);return{mode:e,issue:J(`issue`),token:t,pull:J(`pull-request`),onError:q(`on-error`,[`hold`,`allow`]),isDryRun:r,app:n===``?void 0:n,timeout:(J(`timeout`)??15)*1e3}}function K(e){let t=(process.env[`INPUT_${e.toUpperCase()}`]??``).trim(),n=tt[e].default;return t===``&&!n.startsWith("${{")?n:t}function q(e,t){let n=K(e).toLowerCase(),r=t.find(e=>e===n);if(r!==void 0)return r;throw G(`The input ${e} is ${t.join(` or `)}, not ${JSON.stringify(n)}.`)}function J(e){let t=K(e);if(t!==``){if(/^[1-9]\d{0,8}$/.test(t))return Number(t);throw G(`The input ${e} is a number, not ${JSON.stringify(t)}.`)}}const it=[`pull_request`,`pull_request_target`];function at(e,t,{pull:n}){if(it.includes(e)){let r=_(t,`pull_request`,`number`);if(!st(r))throw G(`The ${e} event names no pull request.`);if(n!==void 0&&n!==r)throw G(`The input pull-request is ${n}, but the event is about #${r}.`);return{kind:`pull`,number:r}}if(e===`merge_group`)return ot(_(t,`merge_group`));if(e===`workflow_dispatch`){if(n!==void 0)return{kind:`pull`,number:n};throw G(`For workflow_dispatch, the input pull-request says which one to judge.`)}throw G(`The gate judges pull requests and merge groups, but this workflow ran on ${e===``?`no event`:`"${e}"`}. Use pull_request_target (or pull_request), merge_group, or workflow_dispatch with the input pull-request.`)}function ot(e){let[t,n,r]=[`base_sha`,`head_sha`,`head_ref`].map(t=>_(e,t));if(!g(e)||!Y(t)||!Y(n)||typeof r!=`string`)throw G(`The merge_group event lacks its commits.`);return{kind:`group`,baseSha:t,headSha:n,headRef:r}}function st(e){return typeof e==`number`&&Number.isSafeInteger(e)&&e>0}function Y(e){return typeof e==`string`&&/^[0-9a-f]{40,64}$/.test(e)}const X=`undici:request:bodySent`;function ct(){return new Promise(e=>{let t=()=>{r(X,t),e()};n(X,t)})}function lt(){return{inputs:rt(),place:pt(),event:Z(`GITHUB_EVENT_NAME`),payload:mt()}}function ut({inputs:e,place:t,event:n,payload:r}){let i=at(n,r,e),a=ct(),{github:o,settled:s}=Le(ft(e),dt(t,i));return{inputs:e,place:t,judged:i,github:o,sent:Promise.race([a,s])}}function dt(e,t){return t.kind===`pull`?B({...e,number:t.number}):V({...e,...t})}function ft({mode:e,token:t,timeout:n}){let r=Z(`GITHUB_API_URL`)||`https://api.github.com`;return Ve({token:t,apiUrl:r,graphqlUrl:Z(`GITHUB_GRAPHQL_URL`)||`${r}/graphql`,timeout:n,userAgent:`dakor-action`,isWriting:e!==`gate`})}function pt(){let[e,t,...n]=Z(`GITHUB_REPOSITORY`).split(`/`);if(e===void 0||e===``||t===void 0||t===``||n.length>0)throw G(`GITHUB_REPOSITORY names no repository: this is meant for a workflow.`);return{owner:e,repo:t}}function mt(){let e=Z(`GITHUB_EVENT_PATH`);if(e===``)return{};try{return JSON.parse(t(e,`utf8`))}catch{throw G(`The event's file can't be read.`)}}function Z(e){return process.env[e]??``}function Q(e){return e.replaceAll(/\s+|\p{Cc}/gu,` `).replaceAll(`::`,`:​:`).replaceAll(`##[`,`##​[`)}process.exitCode=1,process.on(`uncaughtException`,$),process.on(`unhandledRejection`,$),ht().catch($);async function ht(){await gt()&&(process.exitCode=0)}async function gt(){let e=_t();if(`mistake`in e){let{tellMisuse:t}=await import(`./run-gate.js`);return t(e.mistake)}if(`payload`in e){let{runBot:t}=await import(`./run-bot.js`);return t(e)}await e.sent;let{runGate:t}=await import(`./run-gate.js`);return t(e)}function _t(){try{let e=lt();return e.inputs.mode===`gate`?ut(e):e}catch(e){return{mistake:e}}}function $(e){let t=Q(`dakor broke: ${e instanceof Error?e.stack??e.message:String(e)}`).replaceAll(`%`,`%25`);process.stdout.write(`::error::${t}\n`,()=>process.exit(1))}export{c as $,S as A,y as B,D as C,T as D,Se as E,ge as F,de as G,h as H,x as I,d as J,fe as K,_e as L,g as M,ve as N,C as O,b as P,te as Q,me as R,xe as S,w as T,le as U,se as V,ce as W,f as X,m as Y,u as Z,Ne as _,G as a,ie as at,A as b,V as c,o as ct,Fe as d,l as et,R as f,Me as g,Pe as h,Y as i,re as it,he as j,_ as k,Ie as l,s as lt,N as m,ft as n,ae as nt,ze as o,ne as ot,Ae as p,ue as q,st as r,oe as rt,Re as s,a as st,Q as t,ee as tt,B as u,L as v,E as w,De as x,M as y,v as z};