(function(){"use strict";
var D=document,R=D.documentElement,live=D.getElementById("live");R.className="js";
function $(s,c){return (c||D).querySelector(s)}
function $$(s,c){return [].slice.call((c||D).querySelectorAll(s))}
function el(name,props,text){var e=D.createElement(name);for(var k in props)e.setAttribute(k,props[k]);if(text)e.textContent=text;return e}
function add(p,name,props,text){var e=el(name,props||{},text);p.appendChild(e);return e}
function svg(p,name,props){var e=D.createElementNS("http://www.w3.org/2000/svg",name);for(var k in props)e.setAttribute(k,props[k]);p.appendChild(e);return e}
function button(text,run,name){var b=el("button",name?{type:"button","aria-label":name}:{type:"button"},text);b.addEventListener("click",run);return b}
function decoded(s){try{return decodeURIComponent(s)}catch(e){return s}}
function tell(text){live.textContent=text}
/* What opens is filled when it is first opened. */
function lazily(d,fill){d.fill=fill;d.addEventListener("toggle",function(){filled(d)})}
function filled(d){if(d.fill){var fill=d.fill;d.fill=null;fill(d)}}

/* A link to a whole list leads to the rows that it speaks of. */
$$("a[data-view]").forEach(function(a){a.href="#"+a.getAttribute("data-view")});

/* Print: everything is opened first and closed again after. */
function openAll(){$$("details:not([open])").forEach(function(d){filled(d);d.open=true;d.setAttribute("data-p","")})}
addEventListener("beforeprint",openAll);
addEventListener("afterprint",function(){$$("details[data-p]").forEach(function(d){d.open=false;d.removeAttribute("data-p")})});
$("#page-tools").appendChild(button("Print or save as PDF",function(){print()}));

/* The key / goes to the nearest find box, unless a reader types or has switched it off. */
var key=el("input",{type:"checkbox"});key.checked=true;if($(".group"))add($("footer .w"),"label",{"class":"slash"}).append(key," Key / finds");
addEventListener("keydown",function(e){
  if(e.key!=="/"||e.ctrlKey||e.metaKey||e.altKey||!key.checked||/^(INPUT|SELECT|TEXTAREA)$/.test(D.activeElement.tagName))return;
  var boxes=$$("input[type=search]").filter(function(b){return b.checkVisibility()}),near=function(b){var r=b.getBoundingClientRect();return Math.abs(r.top-innerHeight/3)};
  var box=boxes.sort(function(a,b){return near(a)-near(b)})[0];if(box){e.preventDefault();box.focus()}});

/* Explanations are open without script; with it, all but the first close. */
$$("article details.why").forEach(function(d,i){if(i)d.open=false});

/* Stacked tables on a phone keep their roles: browsers forget them with the layout. */
if(matchMedia("(max-width:560px)").matches)$$("table.st").forEach(function(t){
  t.setAttribute("role","table");
  [["thead,tbody","rowgroup"],["tr","row"],["thead th","columnheader"],["tbody th","rowheader"],["td","cell"]].forEach(function(p){$$(p[0],t).forEach(function(e){e.setAttribute("role",p[1])})})});

/* What is too much to write out is packed in the page, and unpacked when it is first asked for. */
function unpack(id){
  var e=D.getElementById(id);if(!e||!self.DecompressionStream)return Promise.resolve([]);
  var raw=atob(e.textContent),bytes=new Uint8Array(raw.length);for(var i=0;i<raw.length;i++)bytes[i]=raw.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json()}
function chip(p,c){add(p,"span",{"class":"chip "+c.tone},c.word)}
function say(p,text,to){add(to&&(D.getElementById(to)||explained[to])?add(p,"a",{href:"#"+to}):p,"bdi",{},text)}
function terms(p,list){var l=add(p,"dl",{"class":"sl"});list.forEach(function(t){var d=add(l,"div");add(d,"dt",{},t.term);t.lines.forEach(function(x){say(add(d,"dd"),x.text,x.to)})})}
function opens(cell,name,list){cell.textContent="";var d=add(cell,"details");add(add(d,"summary"),"bdi",{},name);lazily(d,function(){terms(add(d,"div"),list)})}

/* Explanations beyond those that are written out. */
var explained={};
function explain(d){
  var a=el("article",{id:d.id,"aria-labelledby":d.id+"-h"}),h=add(a,"div",{"class":"fh"}),l=add(h,"div"),p=add(l,"p",{"class":"id"},d.family+" \u00B7 ");
  add(p,"a",{href:"#"+d.id},"link to this finding");add(l,"h3",{id:d.id+"-h"},d.headline);chip(add(l,"p",{"class":"fc"}),d.chip);
  p=add(h,"p",{"class":"sc"});add(p,"b",{},d.score);add(p,"span",{},"out of 100, "+d.confidence);
  var o=add(a,"details",{"class":"why"}),f,c,r,most=0;add(o,"summary",{},"How this score was worked out, and its evidence");o.open=true;f=add(o,"div",{"class":"flat"});c=add(f,"div",{"class":"cols"});l=add(c,"div");r=add(c,"div");
  p=add(l,"p",{"class":"fm"},"Risk = 100 \u00D7 likelihood ");add(p,"b",{},d.formula.likelihood);p.append(" \u00D7 impact ");add(p,"b",{},d.formula.impact);p.append(" = ");add(p,"b",{},d.formula.result);
  if(d.range)add(l,"p",{"class":"mu"},d.range);
  var t=add(l,"table",{"class":"b st ft"}),x;add(t,"caption",{},"How this score was worked out");x=add(add(t,"thead"),"tr");
  ["Factor and fact","Value","Weight","Adds","Evidence"].forEach(function(n){add(x,"th",{scope:"col"},n)});
  d.factors.forEach(function(k){most=Math.max(most,+k.weight||0)});t=add(t,"tbody");
  d.factors.forEach(function(k){
    x=add(t,"tr",k.kind==="total"?{"class":"sum"}:{});var n=add(x,"th",{scope:"row"},k.name);if(k.fact){add(n,"br");add(n,"span",{"class":"mu"},k.fact)}
    add(x,"td",{},k.value);add(x,"td",{},k.weight);n=add(x,"td",{},k.adds);
    if(k.weight){var w=k.weight/most*100,b=svg(n,"svg",{"class":"rb fb","aria-hidden":"true"});svg(b,"rect",{width:w+"%"});svg(b,"rect",{width:w*k.adds/k.weight+"%"})}
    n=add(x,"td");k.marks.forEach(function(m){add(n,"a",{href:"#"+m.to},"["+m.number+"]");n.append(" ")})});
  terms(r,d.facts);add(r,"h4",{"class":"evh"},"Why it matters");add(r,"p",{"class":"mu"},d.why);add(r,"h4",{"class":"evh"},"If you disagree");
  p=add(r,"p",{"class":"mu"},"Correct the line, or accept ");add(p,"code",{},d.key);p.append(" in the settings with a reason and a date.");
  add(f,"h4",{"class":"evh"},"Evidence");l=add(f,"ol",{"class":"ev"});
  d.evidence.forEach(function(e){x=add(l,"li",{id:e.id});add(x,"b",{},"["+e.number+"]");x.append(" "+e.kind+": ");add(x,"bdi",{},e.text);if(e.path){x.append(" ");add(x,"code",{},e.path);x.append(" "+e.place)}});
  d.excerpts.forEach(function(e){add(add(f,"p",{"class":"src"}),"code",{},e.path);x=add(f,"pre",{tabindex:"0",role:"group","aria-label":"Lines of "+e.path});
    e.lines.forEach(function(n){var s=n.number+"  "+n.text;if(n.is_meant)add(x,"mark",{},s);else x.append(s);x.append("\n")})});
  return a}
var ready=unpack("explained").then(function(all){all.forEach(function(d){
  explained[d.id]=d;var row=D.getElementById(d.row),cell=row&&row.cells[0];
  if(cell&&!$("a",cell)){var text=cell.firstChild,link=el("a",{href:"#"+d.id},text.textContent);cell.replaceChild(link,text)}})});
function build(id){var d=explained[id];if(!d)return null;delete explained[id];var a=explain(d);$("#findings").appendChild(a);return a}

/* What opens below a row. */
unpack("opened").then(function(all){all.forEach(function(o){var row=D.getElementById(o[0]),cell=row&&row.cells[0],note=cell&&$(".mu",cell);if(!cell)return;var name=cell.firstChild.textContent;opens(cell,name,o[1]);if(note)cell.appendChild(note)})});

/* A link opens what it leads to. What lies between is laid out only when it comes into view, so the place is looked for until it stands still. */
function reveal(){
  var id=decoded(location.hash.slice(1).split("?")[0]),t=id&&(D.getElementById(id)||build(id)),left=40,still=0;
  if(!t)return;
  for(var p=t;p;p=p.parentElement){if(p.tagName==="DETAILS"){filled(p);p.open=true}if(p.hidden)p.hidden=false}
  var d=$("details",t);if(d&&(t.tagName==="ARTICLE"||t.tagName==="TR")){filled(d);d.open=true}
  function settle(){var before=t.getBoundingClientRect().top;t.scrollIntoView();still=Math.abs(t.getBoundingClientRect().top-before)<1?still+1:0;if(left-->0&&still<3)requestAnimationFrame(settle)}
  settle()}
addEventListener("hashchange",function(){restored.forEach(function(one){one()});reveal()});
addEventListener("click",function(e){var a=e.target.closest&&e.target.closest("a[href^='#']");if(a&&a.hash===location.hash)setTimeout(reveal);
  if(a&&a.closest(".id")){copy(a.href);tell("The address of this finding is copied.")}});

/* To the clipboard, or else into a box from which a reader copies. */
function copy(text,place){
  function offer(){if(!place)return;var box=$("textarea",place)||add(place,"textarea",{rows:"6","aria-label":"Text to copy",readonly:""});box.value=text;box.focus();box.select();tell("Press Ctrl and C to copy.")}
  if(navigator.clipboard&&isSecureContext)return navigator.clipboard.writeText(text).then(function(){if(place)tell("Copied.")},offer);
  offer()}

/* Tables: find, filter, sort, CSV. One toolbar for all tables of a group. */
var restored=[],WORDS={c:"Critical",h:"High",m:"Medium",l:"Low"},many=$$(".group").filter(function(g){return $$("tbody tr",g).length>1});
many.forEach(function(g){
  var noun=g.getAttribute("data-noun"),areas=$$(".area",g),rows=$$("tbody tr",g),bar=el("div",{"class":"tools"}),out=el("output"),timer;
  var find=el("input",{type:"search",id:g.id+"-find",autocomplete:"off"}),sent=g.id.replace(/-list$/,"");
  bar.appendChild(el("label",{"for":find.id},"Find"));bar.appendChild(find);
  var boxes=[];
  if(g.getAttribute("data-sev")){var set=add(bar,"span",{"class":"sevs",role:"group","aria-label":"Severity"});
    Object.keys(WORDS).forEach(function(k){var l=add(set,"label"),b=add(l,"input",{type:"checkbox",value:k});l.append(WORDS[k]);boxes.push(b)})}
  function chosen(){return boxes.filter(function(b){return b.checked}).map(function(b){return b.value})}
  var names=areas.map(function(a){return a.getAttribute("data-a")}).filter(function(n,i,all){return n&&all.indexOf(n)===i}),where=null;
  if(names.length>1){where=el("select",{id:g.id+"-area"});[""].concat(names).forEach(function(n){add(where,"option",{value:n},n||"All")});add(bar,"label",{},"Organisation ").appendChild(where)}
  var last=[0,0,0],texts,extra=[],limit=0,fits=[],body,next,area;
  function draw(){body.textContent="";fits.slice(0,limit).forEach(function(r){body.appendChild(row(r))});var left=fits.length-limit;next.hidden=left<=0;next.textContent="Show "+Math.min(100,left)+" more of "+left;area.hidden=!limit||!fits.length}
  function row(r){var tr=el("tr",r.i?{id:r.i}:{});if(r.s)tr.setAttribute("data-s",r.s);
    r.c.forEach(function(c,k){var td=add(tr,k?"td":"th",k?{}:{scope:"row"});if(c.v!==undefined)td.setAttribute("data-v",c.v);
      if(c.k){chip(td,c.k);if(c.t)add(td,"br")}if(c.m)opens(td,c.t,c.m);else if(c.t)say(td,c.t,c.to);if(c.n){if(!c.m)add(td,"br");add(add(td,"span",{"class":"mu"}),"bdi",{},c.n)}});return tr}
  function packedValue(r,k){var c=r.c[k]||{},t=(c.k?c.k.word:"")+(c.t||"");return {v:c.v!==undefined?c.v:figure(t),r:r,none:!t}}
  unpack(g.id+"-pack").then(function(p){
    var list=(p.a||[]).map(function(a,n){return {i:p.i[n],s:p.s[n],a:a,c:p.c.map(function(k){return k[n]})}});
    if(!list.length)return last[1]||count(rows.length,rows.length,rows.length);
    extra=list;extra.forEach(function(r){r.x=(r.a+" "+r.c.map(function(c){return (c.t||"")+" "+(c.n||"")+" "+(c.k?c.k.word:"")}).join(" ")).toLowerCase()});
    area=add(g,"div",{"class":"area","data-a":""});var t=add(area,"table",{"class":"b st"});add(t,"caption",{},"Further "+noun+", unpacked");t.appendChild($$("thead",g)[0].cloneNode(true));$$("th",t).forEach(function(h){h.removeAttribute("aria-sort");h.textContent=h.textContent});body=add(t,"tbody");
    next=add(g,"p").appendChild(button("",function(){limit+=100;draw();count()}));
    sortable(t,function(k,up){extra=ordered(extra.map(function(r){return packedValue(r,k)}),up);run()});run()});
  /* How many fit, of how many, and how many of them are laid out. */
  function count(n,all,laid){if(n!==undefined)last=[n,all,laid];else last[2]=last[0]-fits.length+Math.min(limit,fits.length);
    var t=last.map(function(n){return n.toLocaleString("en-GB")});
    out.textContent=last[2]<last[0]?t[0]+" of "+t[1]+" "+noun+" fit, "+t[2]+" of them shown":t[0]+" of "+t[1]+" "+noun+" shown"}
  function run(){
    var q=find.value.trim().toLowerCase(),s=chosen(),a=where?where.value:"",fit=0;
    texts=texts||rows.map(function(r){return r.textContent.toLowerCase()});
    rows.forEach(function(r,i){var hide=(q&&texts[i].indexOf(q)<0)||(s.length&&s.indexOf(r.getAttribute("data-s"))<0)||(a&&r.closest(".area").getAttribute("data-a")!==a);r.hidden=!!hide;if(!hide)fit++});
    areas.forEach(function(x){x.hidden=!$("tbody tr:not([hidden])",x)});
    var laid=fit,filtered=!!(q||s.length||a);
    if(extra.length){fits=extra.filter(function(r){return (!q||r.x.indexOf(q)>=0)&&(!s.length||s.indexOf(r.s)>=0)&&(!a||r.a===a)});limit=filtered?100:0;draw();fit+=fits.length;laid+=Math.min(limit,fits.length)}
    count(fit,rows.length+extra.length,laid);return filtered}
  function changed(){
    run();tell(out.textContent);
    var state=[],s=chosen(),q=find.value.trim();if(s.length)state.push("sev="+s.join());if(where&&where.value)state.push("area="+encodeURIComponent(where.value));if(q)state.push("q="+encodeURIComponent(q));
    try{history.replaceState(null,"","#"+(state.length?sent+"?"+state.join("&"):sent))}catch(e){/* some viewers forbid it */}}
  boxes.concat(where||[]).forEach(function(b){b.addEventListener("change",changed)});
  find.addEventListener("input",function(){clearTimeout(timer);timer=setTimeout(changed,80)});
  var text=function(){return csv(g,rows,fits)};
  bar.appendChild(button("Save as CSV",function(){save(g.id,text())}));
  bar.appendChild(button("Copy as CSV",function(){copy(text(),bar)}));
  bar.appendChild(out);g.insertBefore(bar,g.firstChild);
  areas.forEach(function(a){$$("table",a).forEach(function(t){sortable(t)})});
  function restore(){
    var m=location.hash.match(/^#([^?]+)\?(.*)$/);if(!m||(m[1]!==sent&&m[1]!==g.id))return;
    var state={};m[2].split("&").forEach(function(p){var at=p.indexOf("=");state[p.slice(0,at)]=decoded(p.slice(at+1))});
    find.value=state.q||"";boxes.forEach(function(b){b.checked=(state.sev||"").split(",").indexOf(b.value)>=0});if(where)where.value=state.area||"";run()}
  restored.push(restore);restore();
});
function figure(t){t=t.trim();var f=t.replace(/[,\s\u00A0%]/g,"").replace("\u2212","-");return f!==""&&!isNaN(f)?+f:t.toLowerCase()}
function value(cell){var v=cell.getAttribute("data-v");return v!==null?+v:figure(cell.textContent)}
function ordered(list,up){return list.sort(function(a,b){if(a.none!==b.none)return a.none?1:-1;var x=a.v,y=b.v;if(typeof x!==typeof y)return typeof x==="number"?-1:1;return up*(x<y?-1:x>y?1:0)}).map(function(o){return o.r})}
function sortable(t,sort){
  $$("thead th",t).forEach(function(h,k){
    var b=button(h.textContent,function(){
      var up=h.getAttribute("aria-sort")==="ascending"?-1:1;
      $$("th[aria-sort]",t).forEach(function(x){x.removeAttribute("aria-sort")});
      h.setAttribute("aria-sort",up>0?"ascending":"descending");
      if(sort)return sort(k,up);
      ordered($$("tbody tr:not(.sum)",t).map(function(r){var c=r.children[k];return {v:value(c),r:r,none:c.textContent.trim()===""}}),up).forEach(function(r){t.tBodies[0].appendChild(r)})});
    h.textContent="";h.appendChild(b)})}
/* The text of a cell, without what opens below it; a mark keeps a formula a text. */
function plain(cell){var c=cell.cloneNode(true);$$("details>div,.vh",c).forEach(function(x){x.remove()});$$("br",c).forEach(function(x){x.replaceWith("; ")});
  return quoted(c.textContent)}
function quoted(s){s=s.replace(/\s+/g," ").trim();if(/^[=+\-@\t]/.test(s))s="'"+s;return '"'+s.replace(/"/g,'""')+'"'}
function packedLine(r){return r.c.map(function(c){return quoted([c.k?c.k.word:"",c.t||"",c.n||""].filter(Boolean).join("; "))}).join(",")}
function csv(g,all,more){var heads=$$("thead tr",g)[0];return "\uFEFF"+[heads].concat(all.filter(function(r){return !r.hidden})).map(function(r){return $$("th,td",r).map(plain).join(",")}).concat(more.map(packedLine)).join("\r\n")+"\r\n"}
function save(name,text){var a=el("a",{download:name+".csv"});a.href=URL.createObjectURL(new Blob([text],{type:"text/csv"}));a.click();setTimeout(function(){URL.revokeObjectURL(a.href)},1000);tell("Table saved as "+name+".csv")}

/* What if: a tick box an action; the same sum as techstrata's own (src/plan/what_if.rs). It adds up a choice and solves nothing. */
(function(){
  var data=$("#wi-data"),rows=$$("#acts tbody tr");if(!data)return;
  var m=JSON.parse(data.textContent);
  var first=m.actions.map(function(a){return a.on}),boxes=rows.map(function(r,i){
    var b=el("input",{type:"checkbox","aria-label":"Choose "+$("th bdi",r).textContent});b.checked=first[i];b.addEventListener("change",say);r.cells[0].insertBefore(b,r.cells[0].firstChild);return b});
  var line=el("p",{id:"wi","class":"wi"}),text=el("span"),back=button("Back to the recommended plan",function(){boxes.forEach(function(b,i){b.checked=first[i]});say()});
  line.appendChild(text);line.appendChild(back);var g=$("#actions");g.parentNode.insertBefore(line,g);
  function outcome(on){
    var works=[];
    function settle(i){if(works[i]!==undefined)return works[i];works[i]=false;var all=m.actions[i].after.every(settle);return works[i]=on[i]&&all}
    m.actions.forEach(function(a,i){settle(i)});
    var cost=0,removed=0,waiting=0;
    m.actions.forEach(function(a,i){if(on[i]){cost+=a.cost;if(!works[i])waiting++}});
    var cleared=m.findings.map(function(f){var c=f.by.some(function(i){return works[i]});if(c)removed+=f.risk;return c});
    var saved=m.systems.filter(function(s){return s.every(function(i){return cleared[i]})}).length;
    return {cost:cost,removed:removed,high_risk:m.high_risk-saved,waiting:waiting}}
  window.techstrataWhatIf=outcome;
  /* As the page writes money elsewhere (src/render/number.rs). */
  function money(v){v/=100;var k=v/1e3,m=v/1e6;return line.getAttribute("data-sign")+(v<999.5?v.toFixed(0):v<9950?k.toFixed(1).replace(/\.0$/,"")+"k":v<999500?k.toFixed(0)+"k":m<9.995?m.toFixed(2)+"m":m<99.95?m.toFixed(1)+"m":m.toFixed(0)+"m")}
  /* The reader's choice on the curve. */
  function mark(o,share){$$(".you").forEach(function(g){g.textContent="";if(back.hidden)return;
    var f=g.getAttribute("data-f").split(" ").map(Number),x=f[0]+(f[1]-f[0])*Math.min(1,o.cost/100/f[2]),y=f[3]-(f[3]-f[4])*Math.min(1,share/100/f[5]);
    svg(g,"path",{d:"M"+x+" "+(y-7)+"l7 7-7 7-7-7z",fill:"#801650",stroke:"#fff","stroke-width":"1.5"});
    var t=svg(g,"text",{x:x>(f[0]+f[1])/2?x-11:x+11,y:y+20,"text-anchor":x>(f[0]+f[1])/2?"end":"start",fill:"#801650","font-weight":"700","paint-order":"stroke",stroke:"#fff","stroke-width":"4"});t.textContent="Your choice: "+money(o.cost)+", "+share.toFixed(1)+"%"})}
  function say(){
    var on=m.actions.map(function(a,i){return boxes[i]?boxes[i].checked:a.on}),o=outcome(on),n=on.filter(Boolean).length,share=m.total_risk?o.removed/m.total_risk*100:0;
    back.hidden=on.every(function(v,i){return v===first[i]});
    text.textContent=back.hidden?"Tick actions on or off to see what another choice would bring.":"Your choice: "+n+(n===1?" action":" actions")+" costing "+money(o.cost)+(n===1?" removes ":" remove ")+share.toFixed(1)+"% of measured risk; high-risk systems go from "+m.high_risk+" to "+o.high_risk+"."+(o.waiting?" "+o.waiting+(o.waiting===1?" action brings":" actions bring")+" nothing, because what must come first is not chosen.":"")+" ";
    tell(text.textContent);mark(o,share)}
  line.setAttribute("data-sign",data.getAttribute("data-sign")||"");say();live.textContent="";
})();

/* A drawing pales what the chosen box does not touch. A line names the boxes that it joins. */
$$(".blast").forEach(function(b){
  var boxes=$$(".nd",b),lines=$$(".ed",b);
  function show(k){
    var on=k&&k!=="*",lit=["*",k];b.classList.toggle("hl",!!on);
    lines.forEach(function(e){var ends=e.getAttribute("data-k").split(" "),is=on&&ends.indexOf(k)>=0;e.classList.toggle("on",!!is);if(is)lit=lit.concat(ends)});
    boxes.forEach(function(n){n.classList.toggle("on",!!on&&lit.indexOf(n.getAttribute("data-k"))>=0)})}
  boxes.forEach(function(n){var k=n.getAttribute("data-k");
    n.addEventListener("mouseenter",function(){show(k)});n.addEventListener("mouseleave",function(){show("")});
    n.addEventListener("focus",function(){show(k)});n.addEventListener("blur",function(){show("")})});
  addEventListener("keydown",function(e){if(e.key==="Escape")show("")});
});

/* A large drawing is made larger, smaller and moved by buttons; the wheel needs Ctrl. */
$$(".netv").forEach(function(v){
  var s=$("svg",v),w=+s.getAttribute("width"),h=+s.getAttribute("height"),size=1,bar=el("div",{"class":"tools zoom"});
  function zoom(to){size=Math.max(.2,Math.min(3,to));s.setAttribute("width",w*size);s.setAttribute("height",h*size)}
  function by(name,text,run){bar.appendChild(button(text,run,name))}
  by("Larger","+",function(){zoom(size*1.25)});by("Smaller","\u2212",function(){zoom(size/1.25)});by("0, first size","0",function(){zoom(1)});by("Whole width","\u2194",function(){zoom(v.clientWidth/w)});
  [["Left","\u2190",-1,0],["Right","\u2192",1,0],["Up","\u2191",0,-1],["Down","\u2193",0,1]].forEach(function(m){by(m[0],m[1],function(){v.scrollBy(m[2]*200,m[3]*200)})});
  v.addEventListener("wheel",function(e){if(!e.ctrlKey)return;e.preventDefault();zoom(size*(e.deltaY<0?1.1:1/1.1))},{passive:false});
  v.parentNode.insertBefore(bar,v)});
reveal();
})();
