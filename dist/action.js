import{createRequire as e}from"node:module";import{request as t}from"node:http";import{request as n}from"node:https";var r=Object.create,i=Object.defineProperty,a=Object.getOwnPropertyDescriptor,o=Object.getOwnPropertyNames,s=Object.getPrototypeOf,c=Object.prototype.hasOwnProperty,l=(e,t)=>()=>(t||(e((t={exports:{}}).exports,t,t.exports),e=null),t.exports),u=(e,t)=>{let n=Object.setPrototypeOf({},null);for(var r in e)i(n,r,{get:e[r],enumerable:!0});return t&1||i(n,Symbol.toStringTag,{value:`Module`}),t&2?n:Object.preventExtensions(n)},d=(e,t,n,r)=>{if(t&&typeof t==`object`||typeof t==`function`)for(var s=o(t),l=0,u=s.length,d;l<u;l++)d=s[l],!c.call(e,d)&&d!==n&&i(e,d,{get:(e=>t[e]).bind(null,d),enumerable:!(r=a(t,d))||r.enumerable});return e},f=(e,t,n)=>(n=e==null?{}:r(s(e)),d(t||!e||!e.__esModule||!c.call(e,`default`)?i(n,`default`,{value:e,enumerable:!0}):n,e)),p=/* @__PURE__ */ e(import.meta.url);const ee=/refusing to allow|without [`'"]?workflows?[`'"]? (?:permission|scope)|(?:can ?not|can't|could not|couldn't|unable to) (?:be )?(?:automatically )?revert|revert.* conflict/i;function te(e,t){return e.type===`request-reviewers`||e.type===`revert`&&ee.test(t)}function ne(e){return e.type===`request-reviewers`?`reviewers:${e.pull}:${[...e.users,...e.teams].join(`,`)}`:void 0}const re=/<!-- dakor refused (.*?) -->/g;function ie(e){let t=[...new Set(e)].toSorted();return t.length===0?[]:[`<!-- dakor refused ${t.join(` `)} -->`]}function ae(e){return[...e.matchAll(re)].flatMap(([,e=``])=>e.split(` `))}function oe(e){return`an update of dakor is needed, GitHub does not understand this version's question and did nothing (${e.replace(/\.$/,``)}). Needs github.com, or GitHub Enterprise Server 3.14 or newer`}const se={};function m(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function ce(e){return m(e)?e:se}function h(e,...t){let n=e;for(let e of t){if(!m(n)||!Object.hasOwn(n,e))return;n=n[e]}return n}function g(e){return typeof e==`string`?e:``}function _(e){return typeof e==`string`&&e!==``?e:void 0}function le(e){return typeof e==`number`&&Number.isFinite(e)?e:0}function v(e){return Array.isArray(e)?e:[]}function ue(e){return v(h(e,`nodes`)).filter(m)}function y(e){return h(e,`pageInfo`,`hasNextPage`)===!0?_(h(e,`pageInfo`,`endCursor`)):void 0}const de=[`Mannequin`,`Organization`,`EnterpriseUserAccount`];function fe(e){let t=_(h(e,`login`)),n=de.includes(h(e,`__typename`));if(t===void 0||n)return{login:`ghost`,isBot:!1};let r=h(e,`__typename`)===`Bot`||t.endsWith(`[bot]`);return{login:pe(t),isBot:r}}function pe(e){return e.replace(/\[bot\]$/,``)}function me(e){return ue(e).map(e=>g(e.name))}function b(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e!==void 0))}const he={FORBIDDEN:403,INSUFFICIENT_SCOPES:403,NOT_FOUND:404,RATE_LIMIT:429,RATE_LIMITED:429,STALE_DATA:409,UNAUTHENTICATED:401,UNPROCESSABLE:422},ge=/submitted too quickly|secondary rate limit/i;function x(e){return ge.test(e.message)?429:e.isUnknown===!0?400:e.type===void 0?500:he[e.type]??422}function S(e){return v(T(e,`errors`)).filter(m).map(e=>{let t=_(e.type),n=_(v(e.path)[0]);return _e(e)?{message:g(e.message),isUnknown:!0}:{message:g(e.message),...b({type:t,alias:n})}})}function _e(e){let{type:t,extensions:n}=e,r=h(n,`code`)!==void 0||h(n,`problems`)!==void 0;return t===void 0&&r}function ve(e){return S(e).some(e=>e.isUnknown===!0)}function ye(e){return T(e,`data`)}function C(e,t,n=S(t)){let[r]=n.map(e=>({...e,status:x(e)})).toSorted(Se),i=Ee(t),a=_(i[`x-github-request-id`]),o=r?.message??De(t),s=r?.isUnknown===!0?oe(o):o,c=a===void 0||o.includes(a),l=[r?.type,c?void 0:`request ${a}`].filter(e=>e!==void 0),u=n.length>1?`; and ${n.length-1} more`:``,d=`${e}: ${s}${l.length===0?``:` (${l.join(`, `)})`}${u}`;return Object.assign(Error(d,{cause:t}),{operation:e,status:r?.status??Te(t),headers:i,response:T(t,`response`),...b({requestId:a,type:r?.type})})}function be(e){let t=`${e}: there is no such thing, or this token may not see it`;return Object.assign(Error(t),{operation:e,status:404,headers:{}})}function xe(e){let t=`${e}: the answer is older than what was written a moment ago`;return Object.assign(Error(t),{operation:e,status:503,headers:{}})}function w(e,t){return C(e,/* @__PURE__ */ Error(`GitHub's answer is not whole: ${t}`))}function Se(e,t){return we(t.status)-we(e.status)}const Ce={429:1001,401:1e3,403:499.5};function we(e){return Ce[e]??e}function Te(e){let t=T(e,`status`);return typeof t==`number`?t:500}function Ee(e){let t=T(e,`headers`)??h(T(e,`response`),`headers`);return m(t)?t:{}}function De(e){return e instanceof Error?e.message:String(e)}function T(e,t){return m(e)?e[t]:void 0}async function E(e,t){try{return await e.graphql(t.query,t.variables)}catch(e){let n=S(e),r=ye(e);if(n.length>0&&n.every(e=>e.type===`NOT_FOUND`)&&m(r))return r;throw C(t.operation,e)}}async function Oe(e,t,n){try{return(await e.request(n.route,n.parameters)).data}catch(e){throw C(t,e)}}const D=1e3,O=60*D,k={read:{what:`a read of the Action or the command line that GitHub fails to answer`,tries:2,...A(500)},longRead:{what:`a read of the App's long jobs (sweep, check) that GitHub fails to answer`,tries:3,...A(300)},movedHead:{what:`a gate's judgement of a pull request whose head moved meanwhile`,tries:3,...A(0)},job:{what:`a job of the App that fails; some forty minutes, longer than most outages, and the sweep comes after it`,tries:10,pause:D,factor:3,longest:30*O},refusedJob:{what:`the same, where GitHub refuses it, or doesn't have what it is about (its replicas may lag)`,tries:3,pause:D,factor:3,longest:30*O},again:{what:`a job of the App that asks for another look`,tries:1/0,pause:D,factor:2,longest:5*O},limit:{what:`a job of the App at a limit of GitHub's without a time`,tries:1/0,pause:O,factor:2,longest:15*O},sweepOnce:{what:"a job of `dakor sweep`",tries:3,pause:D,factor:3,longest:10*D},workflowJob:{what:`a job of the workflow that fails; what has to wait for longer is left to a later run`,tries:4,pause:2*D,factor:2,longest:O},workflowGone:{what:`the same, where GitHub doesn't have what it is about`,tries:2,...A(2*D)},workflowAgain:{what:`a job of the workflow that asks for another look`,tries:4,...A(0)},delivery:{what:`telling a target outside GitHub; what happens meanwhile is reason to try at once`,tries:8,pause:5*D,factor:6,longest:36e6},ownApp:{what:`the App's question who it is, at its start`,tries:1/0,pause:D,factor:3,longest:O},table:{what:`making the queue's table, at the start`,tries:5,...A(D)},settle:{what:`noting in the database how a job ended`,tries:1/0,...A(500)},listen:{what:`the line on which the database tells news`,tries:1/0,...A(D)}};function A(e){return{pause:e,factor:1,longest:e}}function ke({pause:e,factor:t,longest:n},r,i=1){return Math.round(i*Math.min(n,e*t**(r-1)))}const Ae={"x-github-api-version":`2022-11-28`},je=/* @__PURE__ */ new Set([301,302,307,308]);async function Me(e,t,n){let r=AbortSignal.timeout(n);try{return await Fe(new URL(e),{...t,signal:r},3)}catch(e){throw ze(e,r.aborted?n:void 0)}}function Ne(e){return e instanceof Error&&e.name===Pe}const Pe=`AbortError`;async function Fe(e,t,n){let r=await Ie(e,t),{location:i}=r.headers;if(t.method!==`GET`||!je.has(r.status)||i===void 0||n===0)return r;let a=new URL(i,e);return a.origin===e.origin?Fe(a,t,n-1):r}async function Ie(e,t){let n=await Le(e,t),r=await Re(n),i=Object.entries(n.headers).flatMap(([e,t])=>typeof t==`string`?[[e,t]]:[]);return{status:n.statusCode??0,headers:Object.fromEntries(i),text:r}}function Le(e,{body:r,...i}){let a=e.protocol===`https:`?n:t,o={...i.headers,"accept-encoding":`gzip`,...r===void 0?{}:{"content-length":Buffer.byteLength(r)}};return new Promise((t,n)=>{a(e,{...i,headers:o},t).on(`error`,n).end(r)})}async function Re(e){let t=[];for await(let n of e)t.push(n);let n=Buffer.concat(t);if(e.headers[`content-encoding`]!==`gzip`||n.length===0)return n.toString();let{gunzipSync:r}=await import(`node:zlib`);return r(n).toString()}function ze(e,t){let n=h(e,`code`)??h(e,`cause`,`code`),r=t===void 0?`GitHub could not be reached${typeof n==`string`?` (${n})`:``}`:`GitHub did not answer within ${t/1e3} seconds`,i=Error(r,{cause:e});return t===void 0?i:Object.assign(i,{name:Pe})}function j(e){return!e.startsWith(`GET `)}function M(e){return/^\s*mutation\b/.test(e)}function Be(e){return{graphql:async(t,n)=>{if(M(t))throw Error(`Not a read: a mutation`);return e.graphql(t,n)},request:async(t,n)=>{if(j(t))throw Error(`Not a read: ${t}`);return e.request(t,n)}}}function Ve(e,t=N){let n=Promise.resolve(),r=!1;function i(e){let i=n.then(async()=>(r&&await t(1e3),r=!0,e()));return n=i.catch(()=>void 0),i}return{graphql:(t,n)=>{let r=()=>e.graphql(t,n);return M(t)?i(r):r()},request:(t,n)=>{let r=()=>e.request(t,n);return j(t)?i(r):r()}}}function N(e){return new Promise(t=>{setTimeout(t,e)})}function He(e){let t=h(e.data,`message`);return P(typeof t==`string`?t:`GitHub answered with HTTP ${e.status}`,e)}function Ue(e){return P(`GitHub's answer is no JSON`,{...e,status:500})}function We({data:e,headers:t}){let n=h(e,`errors`);if(Array.isArray(n)&&n.length>0)throw Object.assign(/* @__PURE__ */ Error(`GitHub could not answer all of the request`),{errors:n,data:h(e,`data`),headers:t});let r=h(e,`data`);if(!m(r))throw P(`GitHub's answer has no data`,{status:500,headers:t,data:e});return r}function Ge(e){try{return JSON.parse(e)}catch{return}}function P(e,t){return Object.assign(Error(e),{status:t.status,response:t})}const Ke=/* @__PURE__ */ new Set([500,502,503,504]);function qe(e){let t=e.apiUrl.replace(/\/$/,``);return Be({graphql:async(t,n)=>{let r=JSON.stringify({query:t,variables:Ye(n)});return We(await Xe(e,{url:e.graphqlUrl,body:r}))},request:(n,r)=>{let[,i=``]=n.split(` `,2);return Xe(e,{url:t+Je(i,Ye(r))})}})}function Je(e,t){let n=new Map(Object.entries(t)),r=e.replaceAll(/\{(\w+)\}/g,(e,t)=>{let r=n.get(t);return n.delete(t),encodeURIComponent(String(r))}),i=new URLSearchParams;for(let[e,t]of n)i.set(e,String(t));return i.size===0?r:`${r}?${i.toString()}`}function Ye({request:e,...t}){return t}async function Xe(e,t){for(let n=1;;n+=1)try{return await Qe(e,t)}catch(e){if(n>=k.read.tries||!Ze(e))throw e;await N(k.read.pause)}}function Ze(e){let t=m(e)?e.status:void 0;return typeof t==`number`?Ke.has(t):!Ne(e)}async function Qe(e,{url:t,body:n}){let{status:r,headers:i,text:a}=await Me(t,{method:n===void 0?`GET`:`POST`,headers:{accept:`application/vnd.github+json`,authorization:`Bearer ${e.token}`,"user-agent":e.userAgent,...Ae,...n!==void 0&&{"content-type":`application/json`}},...n!==void 0&&{body:n}},e.timeout),o=Ge(a),s={status:r,headers:i,data:o};if(r<200||r>299)throw He(s);if(o===void 0)throw Ue(s);return s}const $e={summary:{title:`Summary`,question:`What is broken, in one line?`,command:`/summary <what is broken>`},severity:{section:`Severity`,title:`Severity`,question:`How bad is it?`,command:`/severity critical|major|minor`},scope:{section:`Who or what is affected?`,title:`Scope`,question:`Who or what is affected?`,command:`/scope <who or what is affected>`},steps:{section:`How can anyone see it fail?`,title:`Steps`,question:`How can anyone see it fail?`,command:`/steps <how to see it>`},works:{section:`What still works?`,title:`Still works`,question:`What still works?`,command:`/works <what still works>`},started:{section:`When did it start?`,title:`Started`,question:`When did the impact begin?`,command:`/started <time>`},paths:{section:`Paths`,title:`Paths`,question:`Which files does it concern?`,command:`/paths <folder>`},components:{section:`Components`,title:`Components`,question:`Which component?`,command:`/component <name>`},lead:{title:`Lead`,question:`Who is on it?`,command:`/checking`},alert:{title:`Alert`,question:`Has everybody been told, and when do they hear more?`,command:`/alert next 10m`},kludge:{title:`Kludge`,question:`What makes it usable now?`,command:`/kludge <what you did>`},impact:{title:`Impact while kludged`,question:`What do users notice meanwhile?`,command:`/impact <what users notice>`},stable:{title:`Stable`,question:`Is it usable again?`,command:`/stable`},cause:{title:`Cause`,question:`What caused it?`,command:`/cause <what caused it>`},fix:{title:`Fix`,question:`What is the real fix?`,command:`/fix <#number>`},tested:{title:`Tested`,question:`Where and how was the fix tested?`,command:`/tested <where and how>`},settled:{title:`Kludges settled`,question:`Is every kludge undone or kept?`,command:`/undo <K1>`},restored:{title:`Restored`,question:`Does everything work again?`,command:`/restored`},report:{title:`Report`,question:`Is the report merged?`,command:`close the issue`}},F=[`critical`,`major`,`minor`];function et(e){let t=e.trim().toLowerCase();return F.find(e=>e===t)}function tt(e,t){return F.indexOf(e)<F.indexOf(t)}function nt(e){return`severity:${e}`}function rt(e){let t=e.toLowerCase();return t.startsWith(`severity:`)?et(t.slice(9)):void 0}const I={diagnose:{question:`What is broken, for whom, how bad?`,needs:[`summary`,`severity`,`scope`,`steps`],asks:[`works`,`started`,`paths`]},alert:{question:`Who must know, and when do they hear more?`,needs:[`lead`,`alert`],asks:[]},kludge:{question:`What makes it usable now?`,needs:[`kludge`,`impact`,`stable`],asks:[]},optimize:{question:`What is the real fix, and is it tested?`,needs:[`cause`,`fix`,`tested`,`settled`,`restored`],asks:[]},report:{question:`What did we learn, and did people read it?`,needs:[`report`],asks:[]}},L=[`diagnose`,`alert`,`kludge`,`optimize`,`report`],it=`incident`,at=`dakor:reported`,ot=`kludge`,st=`dakor:drill`;function ct(e){return`dakor:${e}`}function lt(e){return L.find(t=>t===e.toLowerCase())}function ut(e){let t=e.toLowerCase();return t.startsWith(`dakor:`)?lt(t.slice(6)):void 0}function dt(e,t){return L.indexOf(e)<L.indexOf(t)}function ft(e){return L[L.indexOf(e)+1]}const R={critical:[`sev0`,`sev1`,`p0`,`p1`,`s1`,`blocker`,`crit`,`urgent`,`highest`,`emergency`],major:[`sev2`,`p2`,`s2`,`high`,`medium`,`moderate`,`serious`],minor:[`sev3`,`sev4`,`sev5`,`p3`,`p4`,`p5`,`s3`,`low`,`lowest`,`trivial`]},pt=/\b(?:not|no|non|never|isn['’]?t|less|than|below|was)\b/i;function mt(e,t=R){let n=e.toLowerCase().slice(0,200).replace(/\b(?:severity|sev)[\s_-]?(\d)\b/g,`sev$1`).replace(/\b(?:priority|prio|p)[\s_-]?(\d)\b/g,`p$1`).replace(/^\W*(\d)(?![\d%])/,`sev$1`),r=n.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)??[];if(/[|/]/.test(n.replace(/\s/g,``).slice(0,20))&&z(r,t).length>1||/[→>]|\b(?:or|to)\b/.test(n)&&z(r,t).length>1)return;let i=ht(r[0]??``,t);if(i!==void 0)return i;let a=pt.test(n)?[]:z(r,t);return a.length===1?a[0]:void 0}function z(e,t){return[...new Set(e.flatMap(e=>ht(e,t)??[]))]}function ht(e,t){return F.find(t=>t===e)??F.find(n=>t[n].includes(e))}const B=`.github/dakor.yml`,gt=`.github/dakor/report.md`,V=3600,_t={timezone:`UTC`,permission:`write`,severities:{critical:{acknowledge:300,update:1200,escalate:600,mention:[],words:R.critical},major:{acknowledge:900,update:V,escalate:900,mention:[],words:R.major},minor:{acknowledge:V,update:4*V,escalate:V,mention:[],words:R.minor}},needs:{diagnose:I.diagnose.needs,alert:I.alert.needs,kludge:I.kludge.needs,optimize:I.optimize.needs,report:I.report.needs},components:{},escalation:[],report:{directory:`docs/incidents`,reviewers:[],due:`10:00`},workingHours:{days:[1,2,3,4,5],from:`09:00`,to:`17:00`},quietHours:{from:`00:00`,to:`00:00`},gate:{permission:`maintain`},bots:[],notify:[],wording:{},people:{}};function vt({severities:e}){let{critical:t,major:n,minor:r}=e;return{critical:t.words,major:n.words,minor:r.words}}function yt(e){return[...Object.entries(e.severities).map(([e,{mention:t}])=>[`severities.${e}.mention`,t]),[`escalation`,e.escalation],[`report.reviewers`,e.report.reviewers]].flatMap(([e,t])=>t.map(e=>e.replace(/^@/,``)).filter(e=>e.includes(`/`)).map(t=>({path:e,team:t})))}function bt({severities:e,escalation:t}){return t.length>0?[]:F.filter(t=>e[t].mention.length===0)}function xt(e,t){let n=e.map((e,n)=>{let r=typeof t.field==`string`?t.field:t.field(e),i=Object.keys(t.types).filter(e=>RegExp(`\\$${e}\\b`).test(r)),a=t.values(e);return{field:i.reduce((e,t)=>e.replaceAll(RegExp(`\\$${t}\\b`,`g`),`$$${t}${n}`),`${t.alias}${n}: ${r}`),parameters:i.map(e=>`$${e}${n}: ${t.types[e]??``}`),variables:i.map(e=>[`${e}${n}`,a[e]])}});return{parameters:n.flatMap(({parameters:e})=>e).join(`, `),fields:n.map(({field:e})=>e).join(`
`),variables:Object.fromEntries(n.flatMap(({variables:e})=>e))}}async function St(e,t,n){let r=n.perRequest??t.length,i=[];for(let a=0;a<t.length;a+=r){let o=Ct(e,t.slice(a,a+r),n);i.push(o),n.isInTurn===!0&&await o}return(await Promise.all(i)).flat()}async function Ct(e,t,n){let{operation:r,repository:i,shared:a}=n,{parameters:o,fields:s,variables:c}=xt(t,n),l={...a?.types,...i&&{owner:`String!`,name:`String!`}},u=Object.entries(l).map(([e,t])=>`$${e}: ${t}`),d=i?`repository(owner: $owner, name: $name) {\n${s}\n}`:s,f=await E(e,{operation:r,query:`${n.begins}(${[...u,o].join(`, `)}) {
      ${d}
    }
    ${(n.fragments??[]).join(`
`)}`,variables:{...a?.values,...i&&{owner:i.owner,name:i.repo},...c}}),p=i?h(f,`repository`):f;if(!m(p))throw be(r);return t.map((e,t)=>{let r=p[`${n.alias}${t}`];return m(r)?r:void 0})}const wt=`THUMBS_UP`,Tt=`
  fragment RepositoryFields on Repository {
    id name url isPrivate
    owner { login }
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:${B}") { ...FileText }
    template: object(expression: "HEAD:${gt}") { ...FileText }
  }
  fragment FileText on GitObject { __typename ... on Blob { text } }`,Et=`
    id number url title body state createdAt
    author { ...PersonFields }
    userContentEdits(first: 20) { nodes { id editedAt diff editor { ...PersonFields } } }`,Dt=`firstEdits: userContentEdits(last: 5) {
    nodes { id editedAt diff editor { ...PersonFields } }
  }`,H=`fragment PersonFields on Actor { __typename login }`,Ot=`
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }`,kt=`
  fragment PullFields on PullRequest {
    ${Ot}
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
  }`,At={ISSUE_COMMENT:`... on IssueComment {
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
      }`},jt={CROSS_REFERENCED_EVENT:`... on CrossReferencedEvent {
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
      }`},U=Nt(At),Mt=Nt({...At,...jt});function Nt(e){let t=t=>`timelineItems(first: 100${t}, itemTypes: [${Object.keys(e).join(`, `)}]) { ...TimelineFields }`;return{fragment:`
  fragment TimelineFields on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ${Object.values(e).join(`
      `)}
    }
  }`,firstPage:t(``),laterPage:t(`, after: $after`)}}function Pt(e){return xt(e,{alias:`label`,field:`label(name: $label) { id name }`,types:{label:`String!`},values:e=>({label:e})})}const W=L.map(ct),Ft=_t.report.directory,It={open:[it,...W],owed:W,kludge:[ot]},Lt={open:`labels: $open, states: [OPEN]`,owed:`labels: $owed, states: [CLOSED]`};function G(e,t){return`${e}: issues(${Lt[e]}, first: 30${t}) { ...GateIssues }`}const Rt=`
  id name url isPrivate
  owner { login }
  defaultBranchRef { name target { oid } }
  config: object(expression: "HEAD:${B}") { __typename ... on Blob { text } }
  reports: object(expression: "HEAD:${Ft}") { ...ReportFolder }
  ${G(`open`,``)}
  ${G(`owed`,``)}
  recent: issues(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) {
    nodes { ...GateTrace }
  }
  kludges: pullRequests(
    labels: $kludge, first: 30, orderBy: { field: CREATED_AT, direction: DESC }
  ) { nodes { ...GatePull } }`,zt=`
  fragment GateIssue on Issue {
    ${Et}
    ${Dt}
    labels(first: 50) { nodes { name } }
    ${U.firstPage}
  }`,Bt=`
  fragment GateIssues on IssueConnection {
    pageInfo { hasNextPage endCursor }
    nodes { ...GateIssue }
  }
  ${zt}`,Vt=`
  fragment GatePull on PullRequest {
    ${Ot}
    comments(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...GateComment } }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }`,Ht=`
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
  }`,Ut=`fragment ReportFolder on GitObject {
    oid
    ... on Tree { entries { name type size } }
  }`,Wt=`
  ${Bt}
  
  fragment GateTrace on Issue {
    number
    labels(first: 20) { nodes { name } }
    comments(first: 5) { nodes { author { ...PersonFields } } }
    timelineItems(last: 10, itemTypes: [UNLABELED_EVENT]) {
      nodes { ... on UnlabeledEvent { actor { ...PersonFields } label { name } } }
    }
  }
  ${U.fragment}
  ${Vt}
  ${Ut}
  ${H}`,Gt={open:Kt(`open`),owed:Kt(`owed`)};function Kt(e){return`query ReadMoreIncidents($owner: String!, $name: String!, $${e}: [String!]!, $after: String!) {
    repository(owner: $owner, name: $name) { ${G(e,`, after: $after`)} }
  }
  ${Bt}
  ${U.fragment}
  ${H}`}const qt=`query ReadGateTimeline($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Issue {
        ${U.laterPage}
      }
    }
  }
  ${U.fragment}
  ${H}`;async function Jt(e,t,n=y){let r=[e],i=n(e);for(;i!==void 0;){let e=await t(i);r.push(e),i=n(e,i)}return r}async function Yt(e,t,n){return(await Jt(e,n,(e,n)=>q(e,t,n))).flatMap(e=>K(e,t))}function K(e,t){let n=h(e,`nodes`);if(!Array.isArray(n))throw w(t,`a list is missing`);return v(n).map(e=>{if(!m(e))throw w(t,`a list has gaps`);return e})}function q(e,t,n){let r=h(e,`pageInfo`,`hasNextPage`),i=y(e);if(!(r===!1||r===!0&&i!==void 0))throw w(t,`a list doesn't say whether it goes on`);if(i!==void 0&&i===n)throw w(t,`a list has no end`);return i}async function Xt(e){let t=[];for(let n=1;;n+=1){let r=await e({per_page:100,page:n});if(t.push(...r),r.length<100)return t}}function Zt(e){return{queue:`refs/heads/gh-readonly-queue/${e}/`,onto:`refs/heads/${e}`}}function Qt(e,t){let n=`read the merge queue`;if(q(e.queue,n)!==void 0)throw w(n,`it has more groups than GitHub builds`);let r=new Map(K(e.queue,n).map(e=>[g(h(e,`target`,`oid`)),e])),i=[];for(let e=t;r.has(e);){let t=g(r.get(e)?.name),[,a,o]=/(?:^|\/)pr-([1-9]\d{0,8})-([0-9a-f]{40,64})$/.exec(t)??[];if(a===void 0||o===void 0)throw w(n,`a group has no name`);i.unshift({pull:Number(a),base:o,head:e}),r.delete(e),e=o}return i}function $t(e){let t=g(h(e.onto,`target`,`oid`));if(t===``)throw w(`read the merge queue`,`its branch is gone`);return t}function en(e){return J(`JudgePull`,e,{operation:`read ${e.owner}/${e.repo}#${e.number}`,number:e.number,branch:void 0})}function tn(e){return J(`JudgeGroup`,e,{operation:`read the merge group ${e.headSha.slice(0,7)} of ${e.owner}/${e.repo}`,number:an(e.headRef),branch:on(e.headRef)})}function nn(e){return J(`ReadGate`,e,{operation:`read the gate of ${e.owner}/${e.repo}`,number:void 0,branch:void 0})}const rn=/^(?:refs\/heads\/)?gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/;function an(e){let t=rn.exec(e)?.[2];return t===void 0?void 0:Number(t)}function on(e){return rn.exec(e)?.[1]}function J(e,{owner:t,repo:n},{operation:r,number:i,branch:a}){let o=i!==void 0,s=a!==void 0;return{operation:r,query:`query ${e}($owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!${o?`, $number: Int!`:``}${s?`, $queue: String!, $onto: String!`:``}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${Rt}
        ${o?`pullRequest(number: $number) { ...GateTarget }`:``}
        ${s?`
  queue: refs(refPrefix: $queue, first: 100) {
    pageInfo { hasNextPage endCursor }
    nodes { name target { oid } }
  }
  onto: ref(qualifiedName: $onto) { target { oid } }`:``}
      }
    }
    ${Wt}
    ${o?Ht:``}`,variables:{owner:t,name:n,...It,...o?{number:i}:{},...s?Zt(a):{}}}}const sn={mode:{description:"What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge. `bot` looks after incidents. `renew` judges all open pull requests again.",default:`gate`},token:{description:"Reads the repository, and writes in the modes `bot` and `renew`. The job's own token is enough; for the gate also the read-only one of a fork's pull request.",default:"${{ github.token }}"},issue:{description:"Number of the issue that the bot looks at first. Only for `workflow_dispatch`; without it, it looks at every unreported incident.",default:``},"pull-request":{description:"Number of the pull request to judge. Only for the gate on `workflow_dispatch`; other events say it themselves.",default:``},"on-error":{description:"When the gate can't read GitHub: `hold` fails the job, `allow` lets the merge through and says so.",default:`hold`},"dry-run":{description:"`true` says what the gate would decide, and never fails the job because of it.",default:`false`},app:{description:`Slug of the dakor App where it runs beside this workflow: what it has said counts as said, and the workflow leaves it two minutes.`,default:``},timeout:{description:`Seconds that one request to GitHub may take.`,default:`15`}},cn=[`gate`,`bot`,`renew`];function Y(e){return Object.assign(Error(e),{isUsage:!0})}function ln(){let e=Z(`mode`,cn),t=X(`token`);if(t===``)throw Y(`The input token is empty: without it nothing can be read.`);let n=X(`app`).replace(/\[bot\]$/,``),r=Z(`dry-run`,[`false`,`true`])===`true`;if(r&&e!==`gate`)throw Y(`The input dry-run is for the gate; with mode ${e}, leave it out.`);return{mode:e,issue:Q(`issue`),token:t,pull:Q(`pull-request`),onError:Z(`on-error`,[`hold`,`allow`]),isDryRun:r,app:n===``?void 0:n,timeout:(Q(`timeout`)??15)*1e3}}function X(e){let t=(process.env[`INPUT_${e.toUpperCase()}`]??``).trim(),n=sn[e].default;return t===``&&!n.startsWith("${{")?n:t}function Z(e,t){let n=X(e).toLowerCase(),r=t.find(e=>e===n);if(r!==void 0)return r;throw Y(`The input ${e} is ${t.join(` or `)}, not ${JSON.stringify(n)}.`)}function Q(e){let t=X(e);if(t!==``){if(/^[1-9]\d{0,8}$/.test(t))return Number(t);throw Y(`The input ${e} is a number, not ${JSON.stringify(t)}.`)}}const un=[`pull_request`,`pull_request_target`];function dn(e,t,{pull:n}){if(un.includes(e)){let r=h(t,`pull_request`,`number`);if(!pn(r))throw Y(`The ${e} event names no pull request.`);if(n!==void 0&&n!==r)throw Y(`The input pull-request is ${n}, but the event is about #${r}.`);return{kind:`pull`,number:r}}if(e===`merge_group`)return fn(h(t,`merge_group`));if(e===`workflow_dispatch`){if(n!==void 0)return{kind:`pull`,number:n};throw Y(`For workflow_dispatch, the input pull-request says which one to judge.`)}throw Y(`The gate judges pull requests and merge groups, but this workflow ran on ${e===``?`no event`:`"${e}"`}. Use pull_request_target (or pull_request), merge_group, or workflow_dispatch with the input pull-request.`)}function fn(e){let[t,n,r]=[`base_sha`,`head_sha`,`head_ref`].map(t=>h(e,t));if(!m(e)||!mn(t)||!mn(n)||typeof r!=`string`)throw Y(`The merge_group event lacks its commits.`);return{kind:`group`,baseSha:t,headSha:n,headRef:r}}function pn(e){return typeof e==`number`&&Number.isSafeInteger(e)&&e>0}function mn(e){return typeof e==`string`&&/^[0-9a-f]{40,64}$/.test(e)}function hn({inputs:e,place:t,event:n,payload:r,...i}){let a=dn(n,r,e),{token:o,timeout:s}=e,c=qe({...i,token:o,timeout:s,userAgent:`dakor-action`}),l=E(c,a.kind===`pull`?en({...t,number:a.number}):tn({...t,...a}));return l.catch(()=>void 0),{inputs:e,place:t,judged:a,github:c,first:l}}function gn(e){return e.replaceAll(/\s+|\p{Cc}/gu,` `).replaceAll(`::`,`:​:`).replaceAll(`##[`,`##​[`)}async function _n(){let{eventName:e,payload:t,apiUrl:n,graphqlUrl:r}=await vn();return{inputs:ln(),place:yn(),event:e,payload:t,apiUrl:n,graphqlUrl:r}}async function vn(){try{let{context:e}=await import(`./github.js`);return e}catch{throw Y(`The event's file can't be read.`)}}function yn(){let[e,t,...n]=(process.env.GITHUB_REPOSITORY??``).split(`/`);if(e===void 0||e===``||t===void 0||t===``||n.length>0)throw Y(`GITHUB_REPOSITORY names no repository: this is meant for a workflow.`);return{owner:e,repo:t}}process.exitCode=1,process.on(`uncaughtException`,$),process.on(`unhandledRejection`,$),bn().catch($);async function bn(){await xn(await Sn())&&(process.exitCode=0)}async function xn(e){if(`mistake`in e){let{reportMisuse:t}=await import(`./report-decision.js`);return t(e.mistake)}if(`payload`in e){let{runBot:t}=await import(`./run-bot.js`);return t(e)}let{runGate:t}=await import(`./run-gate.js`);return t(e)}async function Sn(){try{let e=await _n();return e.inputs.mode===`gate`?hn(e):e}catch(e){return{mistake:e}}}function $(e){let t=gn(`dakor stopped at a mistake of its own. Please report it with these lines: ${e instanceof Error?e.stack??e.message:String(e)}`).replaceAll(`%`,`%25`);process.stdout.write(`::error::${t}\n`,()=>process.exit(1))}export{F as $,Mt as A,h as At,mt as B,g as Bt,Dt as C,ve as Ct,H as D,xe as Dt,wt as E,ye as Et,gt as F,v as Ft,L as G,ne as Gt,it as H,te as Ht,yt as I,y as It,ft as J,p as Jt,at as K,l as Kt,vt as L,ue as Lt,St as M,le as Mt,B as N,m as Nt,kt as O,x as Ot,_t as P,me as Pt,$e as Q,bt as R,fe as Rt,W as S,S as St,Et as T,be as Tt,ot as U,ae as Ut,st as V,_ as Vt,I as W,ie as Wt,ut as X,lt as Y,f as Yt,ct as Z,Gt as _,ke as _t,en as a,Ue as at,Ut as b,Se as bt,$t as c,Ve as ct,Xt as d,j as dt,tt as et,Yt as f,Be as ft,zt as g,k as gt,It as h,Ae as ht,an as i,We as it,Pt as j,pe as jt,Tt as k,b as kt,q as l,N as lt,Ht as m,ze as mt,Y as n,rt as nt,nn as o,Ge as ot,K as p,Ne as pt,dt as q,u as qt,tn as r,nt as rt,Qt as s,He as st,gn as t,et as tt,Jt as u,M as ut,qt as v,E as vt,U as w,w as wt,Ft as x,C as xt,Vt as y,Oe as yt,R as z,ce as zt};