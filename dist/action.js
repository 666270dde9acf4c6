import{createRequire as e}from"node:module";import{readFileSync as t}from"node:fs";import{subscribe as n,unsubscribe as r}from"node:diagnostics_channel";var i=Object.defineProperty,a=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),o=(e,t)=>{let n=Object.setPrototypeOf({},null);for(var r in e)i(n,r,{get:e[r],enumerable:!0});return t&1||i(n,Symbol.toStringTag,{value:`Module`}),t&2?n:Object.preventExtensions(n)},s=/* @__PURE__ */ e(import.meta.url);const c={diagnose:{question:`What is broken, for whom, how bad?`,needs:[`summary`,`severity`,`scope`,`steps`],asks:[`works`,`started`,`paths`]},alert:{question:`Who must know, and when do they hear more?`,needs:[`lead`,`alert`],asks:[]},kludge:{question:`What makes it usable now?`,needs:[`kludge`,`impact`,`stable`],asks:[]},optimize:{question:`What is the real fix, and is it tested?`,needs:[`cause`,`fix`,`tested`,`settled`,`restored`],asks:[]},report:{question:`What did we learn, and did people read it?`,needs:[`report`],asks:[]}},l=[`diagnose`,`alert`,`kludge`,`optimize`,`report`],u=`incident`,d=`kludge`;function ee(e){return`dakor:${e}`}function f(e){return l.find(t=>t===e.toLowerCase())}function te(e){let t=e.toLowerCase();return t.startsWith(`dakor:`)?f(t.slice(6)):void 0}function ne(e,t){return l.indexOf(e)<l.indexOf(t)}function re(e){return l[l.indexOf(e)+1]}const p=`.github/dakor.yml`,m=3600,h={timezone:`UTC`,permission:`write`,severities:{critical:{acknowledge:300,update:1200,escalate:600,mention:[]},major:{acknowledge:900,update:1800,escalate:900,mention:[]},minor:{acknowledge:m,update:4*m,escalate:m,mention:[]}},needs:{diagnose:c.diagnose.needs,alert:c.alert.needs,kludge:c.kludge.needs,optimize:c.optimize.needs,report:c.report.needs},components:{},escalation:[],report:{directory:`docs/incidents`,reviewers:[],due:`10:00`},workingHours:{days:[1,2,3,4,5],from:`09:00`,to:`17:00`},gate:{permission:`maintain`},bots:[]},ie=`THUMBS_UP`,g=`fragment PersonFields on Actor { __typename login }`,ae=`
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
    nodes { viewerDidAuthor body createdAt }
  }`,oe={};function _(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function se(e){return _(e)?e:oe}function v(e,...t){let n=e;for(let e of t){if(!_(n)||!Object.hasOwn(n,e))return;n=n[e]}return n}function y(e){return typeof e==`string`?e:``}function b(e){return typeof e==`string`&&e!==``?e:void 0}function ce(e){return typeof e==`number`&&Number.isFinite(e)?e:0}function x(e){return Array.isArray(e)?e:[]}function S(e){return x(v(e,`nodes`)).filter(_)}function le(e){return v(e,`pageInfo`,`hasNextPage`)===!0?b(v(e,`pageInfo`,`endCursor`)):void 0}function ue(e){let t=b(v(e,`login`));if(t===void 0)return{login:`ghost`,isBot:!1};let n=v(e,`__typename`)===`Bot`||t.endsWith(`[bot]`);return{login:C(t),isBot:n}}function C(e){return e.replace(/\[bot\]$/,``)}function de(e){return S(e).map(e=>y(e.name))}const fe={FORBIDDEN:403,INSUFFICIENT_SCOPES:403,NOT_FOUND:404,RATE_LIMIT:429,RATE_LIMITED:429,STALE_DATA:409,UNAUTHENTICATED:401,UNPROCESSABLE:422},pe=/submitted too quickly|secondary rate limit/i;function me(e){return pe.test(e.message)?429:e.type===void 0?500:fe[e.type]??422}function w(e){return x(D(e,`errors`)).filter(_).map(e=>{let t=b(e.type),n=b(x(e.path)[0]);return{message:y(e.message),...t===void 0?{}:{type:t},...n===void 0?{}:{alias:n}}})}function he(e){return D(e,`data`)}function T(e,t,n=w(t)){let[r]=n.map(e=>({...e,status:me(e)})).toSorted(_e),i=ye(t),a=b(i[`x-github-request-id`]),o=r?.message??be(t),s=[r?.type,a===void 0?void 0:`request ${a}`].filter(e=>e!==void 0),c=n.length>1?`; and ${n.length-1} more`:``,l=`${e}: ${o}${s.length===0?``:` (${s.join(`, `)})`}${c}`;return Object.assign(Error(l,{cause:t}),{operation:e,status:r?.status??ve(t),headers:i,response:D(t,`response`),...a===void 0?{}:{requestId:a},...r?.type===void 0?{}:{type:r.type}})}function ge(e){let t=`${e}: there is nothing of that number`;return Object.assign(Error(t),{operation:e,status:404,headers:{}})}function _e(e,t){return E(t.status)-E(e.status)}function E(e){return e===429?1001:e===401?1e3:e}function ve(e){let t=D(e,`status`);return typeof t==`number`?t:500}function ye(e){let t=D(e,`headers`)??v(D(e,`response`),`headers`);return _(t)?t:{}}function be(e){return e instanceof Error?e.message:String(e)}function D(e,t){return _(e)?e[t]:void 0}async function xe(e,t){try{return await e.graphql(t.query,t.variables)}catch(e){let n=w(e),r=he(e);if(n.length>0&&n.every(e=>e.type===`NOT_FOUND`)&&_(r))return r;throw T(t.operation,e)}}const O=l.map(ee),k=`ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, RENAMED_TITLE_EVENT`,A=h.report.directory,j={open:[u,...O],owed:O,kludge:[d]},Se={open:`labels: $open, states: [OPEN]`,owed:`labels: $owed, states: [CLOSED]`};function M(e,t){return`${e}: issues(${Se[e]}, first: 30${t}) { ...GateIssues }`}const Ce=`
  id name url
  owner { login }
  defaultBranchRef { name target { oid } }
  config: object(expression: "HEAD:${p}") { __typename ... on Blob { text } }
  reportNames: object(expression: "HEAD:${A}") { ...FileNames }
  ${M(`open`,``)}
  ${M(`owed`,``)}
  kludges: pullRequests(
    labels: $kludge, first: 30, orderBy: { field: CREATED_AT, direction: DESC }
  ) { nodes { ...GatePull } }`,N=`
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
  }`,P=`
  fragment GateIssues on IssueConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      id number url title body state stateReason(enableDuplicate: true) createdAt lastEditedAt
      author { ...PersonFields }
      editor { ...PersonFields }
      labels(first: 50) { nodes { name } }
      timelineItems(first: 100, itemTypes: [${k}]) { ...GateTimeline }
    }
  }`,F=`fragment FileNames on GitObject { ... on Tree { entries { name type } } }`,we=`
  ${P}
  ${N}
  
  fragment GatePull on PullRequest {
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }
    comments(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...GateComment } }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }
  ${F}
  ${g}`,Te={open:I(`open`),owed:I(`owed`)};function I(e){return`query ReadMoreIncidents($owner: String!, $name: String!, $${e}: [String!]!, $after: String!) {
    repository(owner: $owner, name: $name) { ${M(e,`, after: $after`)} }
  }
  ${P}
  ${N}
  ${g}`}const Ee=`query ReadGateTimeline($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Issue {
        timelineItems(first: 100, after: $after, itemTypes: [${k}]) { ...GateTimeline }
      }
    }
  }
  ${N}
  ${g}`,De=`query ReadGateComments($id: ID!, $after: String!) {
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
  ${g}`;function L(e){return B(`JudgePull`,e,{operation:`read ${e.owner}/${e.repo}#${e.number}`,number:e.number})}function R(e){return B(`JudgeGroup`,e,{operation:`read the merge group ${e.headSha.slice(0,7)} of ${e.owner}/${e.repo}`,number:z(e.headRef)})}function z(e){let[,t]=/^(?:refs\/heads\/)?gh-readonly-queue\/.+\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/.exec(e)??[];return t===void 0?void 0:Number(t)}function B(e,{owner:t,repo:n},{operation:r,number:i}){let a=i!==void 0;return{operation:r,query:`query ${e}($owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!${a?`, $number: Int!`:``}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${Ce}
        ${a?`pullRequest(number: $number) { ...GateTarget }`:``}
      }
    }
    ${we}
    ${a?`
  fragment GateTarget on PullRequest {
    ...GatePull
    baseRefName baseRefOid changedFiles
    headRef { target { ...GateHead } }
    commits(last: 1) { nodes { commit { ...GateHead } } }
  }
  fragment GateHead on GitObject {
    oid
    ... on Commit { committedDate checkSuites(first: 100) { nodes { createdAt } } }
  }`:``}`,variables:{owner:t,name:n,...j,...a?{number:i}:{}}}}function Oe(e,t){let{query:n,variables:r}=t,i=e.graphql(n,r),a=!1,o=(e,t)=>e===n&&JSON.stringify(t)===JSON.stringify(r);return{github:{request:(t,n)=>e.request(t,n),graphql:(t,n)=>a||!o(t,n)?e.graphql(t,n):(a=!0,i)},settled:i.then(()=>void 0,()=>void 0)}}const ke=/* @__PURE__ */ new Set([500,502,503,504]);function Ae(e){let t=e.apiUrl.replace(/\/$/,``);return{graphql:async(t,n)=>{let r=JSON.stringify({query:t,variables:n});return Fe(await V(e,{method:`POST`,url:e.graphqlUrl,body:r}))},request:async(n,r)=>{let[i,a]=n.split(` `,2);if(i!==`GET`||a===void 0)throw Error(`Not a read: ${n}`);return V(e,{method:i,url:t+je(a,r)})}}}function je(e,t){let n=new Map(Object.entries(t)),r=e.replaceAll(/\{(\w+)\}/g,(e,t)=>{let r=n.get(t);return n.delete(t),encodeURIComponent(String(r))}),i=new URLSearchParams;for(let[e,t]of n)i.set(e,String(t));return i.size===0?r:`${r}?${i.toString()}`}async function V(e,t){try{return await H(e,t)}catch(n){if(!Me(n))throw n;return await new Promise(e=>{setTimeout(e,500)}),H(e,t)}}function Me(e){let t=_(e)?e.status:void 0;return typeof t==`number`?ke.has(t):!(e instanceof Error&&v(e,`isTimeout`)===!0)}async function H(e,{method:t,url:n,body:r}){let{status:i,headers:a,text:o}=await Ne(e,{method:t,url:n,...U(r)}),s=Ie(o);if(i<200||i>299){let e=v(s,`message`);throw W(typeof e==`string`?e:`GitHub answered with HTTP ${i}`,{status:i,headers:a,data:s})}if(s===void 0)throw W(`GitHub's answer is no JSON`,{status:500,headers:a,data:s});return{status:i,headers:a,data:s}}function U(e){return e===void 0?{}:{body:e}}async function Ne(e,{method:t,url:n,body:r}){try{let i=await fetch(n,{method:t,headers:{accept:`application/vnd.github+json`,authorization:`Bearer ${e.token}`,"user-agent":e.userAgent,...r===void 0?{}:{"content-type":`application/json`}},signal:AbortSignal.timeout(e.timeout),...U(r)}),a=await i.text();return{status:i.status,headers:Object.fromEntries(i.headers),text:a}}catch(t){throw Pe(t,e.timeout)}}function Pe(e,t){let n=e instanceof Error&&e.name===`TimeoutError`,r=e instanceof Error?e.cause:void 0,i=r instanceof Error?v(r,`code`)??r.message:void 0,a=n?`GitHub did not answer within ${t/1e3} seconds`:`GitHub could not be reached${typeof i==`string`?` (${i})`:``}`;return Object.assign(Error(a,{cause:e}),{isTimeout:n})}function W(e,t){return Object.assign(Error(e),{status:t.status,response:t})}function Fe({data:e,headers:t}){let n=v(e,`errors`);if(Array.isArray(n)&&n.length>0)throw Object.assign(/* @__PURE__ */ Error(`GitHub could not answer all of the request`),{errors:n,data:v(e,`data`),headers:t});let r=v(e,`data`);if(!_(r))throw W(`GitHub's answer has no data`,{status:500,headers:t,data:e});return r}function Ie(e){try{return JSON.parse(e)}catch{return}}const Le={mode:{description:"What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge.",default:`gate`},token:{description:`Reads the repository. The job's own token is enough, also the read-only one of a fork's pull request.`,default:"${{ github.token }}"},"pull-request":{description:"Number of the pull request to judge. Only for `workflow_dispatch`; other events say it themselves.",default:``},"on-error":{description:"When GitHub can't be read: `hold` fails the job, `allow` lets the merge through and says so.",default:`hold`},"dry-run":{description:"`true` says what the gate would decide, and never fails the job because of it.",default:`false`},app:{description:`Slug of the dakor App where it runs beside this workflow: its comments are the bot's own. Without it they are the token's.`,default:``},timeout:{description:`Seconds that one request to GitHub may take.`,default:`15`}};function G(e){return Object.assign(Error(e),{isUsage:!0})}function Re(){let e=K(`mode`);if(e!==`gate`)throw G(`The input mode is "gate", not ${JSON.stringify(e)}.`);let t=K(`token`);if(t===``)throw G(`The input token is empty: without it nothing can be read.`);let n=K(`app`).replace(/\[bot\]$/,``);return{token:t,pull:J(`pull-request`),onError:q(`on-error`,[`hold`,`allow`]),isDryRun:q(`dry-run`,[`false`,`true`])===`true`,app:n===``?void 0:n,timeout:(J(`timeout`)??15)*1e3}}function K(e){let t=(process.env[`INPUT_${e.toUpperCase()}`]??``).trim(),n=Le[e].default;return t===``&&!n.startsWith("${{")?n:t}function q(e,t){let n=K(e).toLowerCase(),r=t.find(e=>e===n);if(r!==void 0)return r;throw G(`The input ${e} is ${t.join(` or `)}, not ${JSON.stringify(n)}.`)}function J(e){let t=K(e);if(t!==``){if(/^[1-9]\d{0,8}$/.test(t))return Number(t);throw G(`The input ${e} is a number, not ${JSON.stringify(t)}.`)}}const ze=[`pull_request`,`pull_request_target`];function Be(e,t,{pull:n}){if(ze.includes(e)){let r=v(t,`pull_request`,`number`);if(!He(r))throw G(`The ${e} event names no pull request.`);if(n!==void 0&&n!==r)throw G(`The input pull-request is ${n}, but the event is about #${r}.`);return{kind:`pull`,number:r}}if(e===`merge_group`)return Ve(v(t,`merge_group`));if(e===`workflow_dispatch`){if(n!==void 0)return{kind:`pull`,number:n};throw G(`For workflow_dispatch, the input pull-request says which one to judge.`)}throw G(`The gate judges pull requests and merge groups, but this workflow ran on ${e===``?`no event`:`"${e}"`}. Use pull_request_target (or pull_request), merge_group, or workflow_dispatch with the input pull-request.`)}function Ve(e){let[t,n,r]=[`base_sha`,`head_sha`,`head_ref`].map(t=>v(e,t));if(!_(e)||!Y(t)||!Y(n)||typeof r!=`string`)throw G(`The merge_group event lacks its commits.`);return{kind:`group`,baseSha:t,headSha:n,headRef:r}}function He(e){return typeof e==`number`&&Number.isSafeInteger(e)&&e>0}function Y(e){return typeof e==`string`&&/^[0-9a-f]{40,64}$/.test(e)}const X=`undici:request:bodySent`;function Ue(){return new Promise(e=>{let t=()=>{r(X,t),e()};n(X,t)})}function We(){let e=Re(),t=qe(),n=Be(Z(`GITHUB_EVENT_NAME`),Je(),e),r=Ue(),{github:i,settled:a}=Oe(Ke(e),Ge(t,n));return{inputs:e,place:t,judged:n,github:i,sent:Promise.race([r,a])}}function Ge(e,t){return t.kind===`pull`?L({...e,number:t.number}):R({...e,...t})}function Ke({token:e,timeout:t}){let n=Z(`GITHUB_API_URL`)||`https://api.github.com`;return Ae({token:e,apiUrl:n,graphqlUrl:Z(`GITHUB_GRAPHQL_URL`)||`${n}/graphql`,timeout:t,userAgent:`dakor-action`})}function qe(){let[e,t,...n]=Z(`GITHUB_REPOSITORY`).split(`/`);if(e===void 0||e===``||t===void 0||t===``||n.length>0)throw G(`GITHUB_REPOSITORY names no repository: this is meant for a workflow.`);return{owner:e,repo:t}}function Je(){let e=Z(`GITHUB_EVENT_PATH`);if(e===``)return{};try{return JSON.parse(t(e,`utf8`))}catch{throw G(`The event's file can't be read.`)}}function Z(e){return process.env[e]??``}function Q(e){return e.replaceAll(/\s+|\p{Cc}/gu,` `).replaceAll(`::`,`:​:`).replaceAll(`##[`,`##​[`)}process.exitCode=1,process.on(`uncaughtException`,$),process.on(`unhandledRejection`,$),Ye().catch($);async function Ye(){let e=Xe();`mistake`in e||await e.sent;let{runGate:t,tellMisuse:n}=await import(`./run-gate.js`);(`mistake`in e?await n(e.mistake):await t(e))&&(process.exitCode=0)}function Xe(){try{return We()}catch(e){return{mistake:e}}}function $(e){let t=Q(`The merge gate broke: ${e instanceof Error?e.stack??e.message:String(e)}`).replaceAll(`%`,`%25`);process.stdout.write(`::error::${t}\n`,()=>process.exit(1))}export{h as A,o as B,se as C,g as D,ie as E,ne as F,re as I,f as L,d as M,c as N,ae as O,l as P,te as R,ue as S,b as T,s as V,_,F as a,le as b,Te as c,xe as d,ge as f,ce as g,C as h,L as i,u as j,p as k,Ee as l,v as m,R as n,j as o,T as p,z as r,De as s,Q as t,A as u,de as v,y as w,S as x,x as y,a as z};