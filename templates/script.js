(function(){"use strict";
var D=document,R=D.documentElement,live=D.getElementById("live");R.className="js";
function $(s,c){return (c||D).querySelector(s)}
function $$(s,c){return [].slice.call((c||D).querySelectorAll(s))}
function el(name,props,text){var e=D.createElement(name);for(var k in props)e.setAttribute(k,props[k]);if(text)e.textContent=text;return e}
function add(p,name,props,text){var e=el(name,props||{},text);p.appendChild(e);return e}
function svg(p,name,props){var e=D.createElementNS("http://www.w3.org/2000/svg",name);for(var k in props)e.setAttribute(k,props[k]);p.appendChild(e);return e}
function button(text,run){var b=el("button",{type:"button"},text);b.addEventListener("click",run);return b}

/* Print: everything is opened first and closed again after. */
function openAll(){$$("details:not([open])").forEach(function(d){d.open=true;d.setAttribute("data-p","")})}
addEventListener("beforeprint",openAll);
addEventListener("afterprint",function(){$$("details[data-p]").forEach(function(d){d.open=false;d.removeAttribute("data-p")})});
$("#page-tools").appendChild(button("Print or save as PDF",function(){print()}));

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
function chip(p,c){var s=add(p,"span",{"class":"chip "+c.tone}),i=svg(s,"svg",{"class":"ic","aria-hidden":"true"});svg(i,"use",{href:"#i-"+c.tone});s.appendChild(D.createTextNode(c.word))}
function say(p,text,to){if(to&&(D.getElementById(to)||explained[to]))add(p,"a",{href:"#"+to},text);else p.appendChild(D.createTextNode(text||""))}
function terms(p,list){var l=add(p,"dl",{"class":"sl"});list.forEach(function(t){var d=add(l,"div");add(d,"dt",{},t.term);t.lines.forEach(function(x){say(add(d,"dd"),x.text,x.to)})})}
function opens(cell,name,list){cell.textContent="";var d=add(cell,"details");add(d,"summary",{},name);terms(add(d,"div"),list)}

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
    if(k.weight){var w=k.weight/most*100,b=svg(n,"svg",{"class":"rb fb",viewBox:"0 0 100 12",preserveAspectRatio:"none","aria-hidden":"true"});svg(b,"path",{d:"M0 6H"+w});svg(b,"path",{d:"M0 6H"+w*k.adds/k.weight})}
    n=add(x,"td");k.marks.forEach(function(m){add(n,"a",{href:"#"+m.to},"["+m.number+"]");n.append(" ")})});
  terms(r,d.facts);add(r,"h4",{"class":"evh"},"Why it matters");add(r,"p",{"class":"mu"},d.why);add(r,"h4",{"class":"evh"},"If you disagree");
  p=add(r,"p",{"class":"mu"},"Correct the line and run the report again, or accept ");add(p,"code",{},d.key);p.append(" in the settings with a reason and a date.");
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

/* A link opens what it leads to. */
function reveal(){
  var id=decodeURIComponent(location.hash.slice(1).split("?")[0]),t=id&&(D.getElementById(id)||build(id));
  if(!t)return;
  for(var p=t;p;p=p.parentElement){if(p.tagName==="DETAILS")p.open=true;if(p.hidden)p.hidden=false}
  var d=$("details",t);if(d&&(t.tagName==="ARTICLE"||t.tagName==="TR"))d.open=true;
  t.scrollIntoView();
}
addEventListener("hashchange",reveal);

/* Tables: find, filter, sort, CSV. One toolbar for all tables of a group. */
var WORDS={c:"Critical",h:"High",m:"Medium",l:"Low"},many=$$(".group").filter(function(g){return $$("tbody tr",g).length>1});
many.forEach(function(g){
  var noun=g.getAttribute("data-noun"),areas=$$(".area",g),rows=$$("tbody tr",g),bar=el("div",{"class":"tools"}),out=el("output"),timer;
  var find=el("input",{type:"search",id:g.id+"-find",autocomplete:"off"});
  bar.appendChild(el("label",{"for":find.id},"Find"));bar.appendChild(find);
  function choice(id,label,all,options){
    var s=el("select",{id:g.id+"-"+id});s.appendChild(el("option",{value:""},all));
    options.forEach(function(o){s.appendChild(el("option",{value:o[0]},o[1]))});
    bar.appendChild(el("label",{"for":s.id},label));bar.appendChild(s);s.addEventListener("change",run);return s}
  var sev=g.getAttribute("data-sev")&&choice("sev","Severity","All",Object.keys(WORDS).map(function(k){return [k,WORDS[k]]}));
  var names=areas.map(function(a){return a.getAttribute("data-a")}).filter(function(n,i,all){return n&&all.indexOf(n)===i});
  var where=names.length>1&&choice("area","Organisation","All",names.map(function(n){return [n,n]}));
  var texts,extra=[],limit=0,fits=[],body,next,area;
  function draw(){body.textContent="";fits.slice(0,limit).forEach(function(r){body.appendChild(row(r))});var left=fits.length-limit;next.hidden=left<=0;next.textContent="Show "+Math.min(100,left)+" more of "+left;area.hidden=!limit||!fits.length}
  function row(r){var tr=el("tr",r.i?{id:r.i}:{});if(r.s)tr.setAttribute("data-s",r.s);
    r.c.forEach(function(c,k){var td=add(tr,k?"td":"th",k?{}:{scope:"row"});if(c.v!==undefined)td.setAttribute("data-v",c.v);
      if(c.k){chip(td,c.k);if(c.t)add(td,"br")}if(c.m)opens(td,c.t,c.m);else if(c.t)say(td,c.t,c.to);if(c.n){if(!c.m)add(td,"br");add(td,"span",{"class":"mu"},c.n)}});return tr}
  unpack(g.id+"-pack").then(function(list){
    out.textContent=rows.length+" of "+(rows.length+list.length)+" "+noun+" shown";
    if(!list.length)return;
    extra=list;extra.forEach(function(r){r.x=(r.a+" "+r.c.map(function(c){return (c.t||"")+" "+(c.n||"")+" "+(c.k?c.k.word:"")}).join(" ")).toLowerCase()});
    area=add(g,"div",{"class":"area","data-a":""});var t=add(area,"table",{"class":"b st"});add(t,"caption",{},"Further "+noun+", unpacked");t.appendChild($$("thead",g)[0].cloneNode(true));$$("th",t).forEach(function(h){h.removeAttribute("aria-sort");h.textContent=h.textContent});body=add(t,"tbody");
    next=add(g,"p").appendChild(button("",function(){limit+=100;draw()}));fits=extra;draw()});
  function count(n,all){out.textContent=live.textContent=n+" of "+all+" "+noun+" shown"}
  function run(){
    var q=find.value.trim().toLowerCase(),s=sev?sev.value:"",a=where?where.value:"",shown=0;
    texts=texts||rows.map(function(r){return r.textContent.toLowerCase()});
    rows.forEach(function(r,i){var hide=(q&&texts[i].indexOf(q)<0)||(s&&r.getAttribute("data-s")!==s)||(a&&r.closest(".area").getAttribute("data-a")!==a);r.hidden=!!hide;if(!hide)shown++});
    areas.forEach(function(x){x.hidden=!$("tbody tr:not([hidden])",x)});
    if(extra.length){fits=extra.filter(function(r){return (!q||r.x.indexOf(q)>=0)&&(!s||r.s===s)&&(!a||r.a===a)});limit=q||s||a?100:0;draw();shown+=Math.min(limit,fits.length)}
    count(shown,rows.length+extra.length);
    var state=[];if(s)state.push("sev="+s);if(a)state.push("area="+encodeURIComponent(a));if(q)state.push("q="+encodeURIComponent(q));
    try{history.replaceState(null,"",state.length?"#"+g.id+"?"+state.join("&"):"#"+g.id)}catch(e){/* some viewers forbid it */}
  }
  find.addEventListener("input",function(){clearTimeout(timer);timer=setTimeout(run,80)});
  bar.appendChild(button("Save as CSV",function(){save(g.id,csv(g,rows,fits))}));
  bar.appendChild(out);g.insertBefore(bar,g.firstChild);
  areas.forEach(function(a){$$("table",a).forEach(sortable)});
  var m=location.hash.match(/^#([^?]+)\?(.*)$/);
  if(m&&m[1]===g.id){m[2].split("&").forEach(function(p){var kv=p.split("="),v=decodeURIComponent(kv[1]||"");if(kv[0]==="q")find.value=v;if(kv[0]==="sev"&&sev)sev.value=v;if(kv[0]==="area"&&where)where.value=v});run()}
});
function value(cell){var v=cell.getAttribute("data-v");if(v!==null)return +v;var t=cell.textContent.trim(),f=t.replace(/[,\s\u00A0%]/g,"").replace("\u2212","-");return f!==""&&!isNaN(f)?+f:t.toLowerCase()}
function sortable(t){
  $$("thead th",t).forEach(function(h,k){
    var b=button(h.textContent,function(){
      var up=h.getAttribute("aria-sort")==="ascending"?-1:1;
      $$("th[aria-sort]",t).forEach(function(x){x.removeAttribute("aria-sort")});
      h.setAttribute("aria-sort",up>0?"ascending":"descending");
      var rows=$$("tbody tr:not(.sum)",t).map(function(r){var c=r.children[k];return [value(c),r,c.textContent.trim()===""]});
      rows.sort(function(a,b){if(a[2]!==b[2])return a[2]?1:-1;var x=a[0],y=b[0];if(typeof x!==typeof y)return typeof x==="number"?-1:1;return up*(x<y?-1:x>y?1:0)});
      rows.forEach(function(r){t.tBodies[0].appendChild(r[1])});
      t.classList.add("sorted");
    });
    h.textContent="";h.appendChild(b);
  });
}
/* The text of a cell, without what opens below it; a mark keeps a formula a text. */
function plain(cell){var c=cell.cloneNode(true);$$("details>div,.vh",c).forEach(function(x){x.remove()});$$("br",c).forEach(function(x){x.replaceWith("; ")});
  return quoted(c.textContent)}
function quoted(s){s=s.replace(/\s+/g," ").trim();if(/^[=+\-@\t]/.test(s))s="'"+s;return '"'+s.replace(/"/g,'""')+'"'}
function packedLine(r){return r.c.map(function(c){return quoted([c.k?c.k.word:"",c.t||"",c.n||""].filter(Boolean).join("; "))}).join(",")}
function csv(g,all,more){var heads=$$("thead tr",g)[0];return "\uFEFF"+[heads].concat(all.filter(function(r){return !r.hidden})).map(function(r){return $$("th,td",r).map(plain).join(",")}).concat(more.map(packedLine)).join("\r\n")+"\r\n"}
function save(name,text){var a=el("a",{download:name+".csv"});a.href=URL.createObjectURL(new Blob([text],{type:"text/csv"}));a.click();setTimeout(function(){URL.revokeObjectURL(a.href)},1000);live.textContent="Table saved as "+name+".csv"}

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
  function money(v){v=v/100;return v>=1e6?(v/1e6).toFixed(2)+" million":Math.round(v).toString().replace(/\B(?=(\d{3})+$)/g,",")}
  function say(){
    var on=m.actions.map(function(a,i){return boxes[i]?boxes[i].checked:a.on}),o=outcome(on),n=on.filter(Boolean).length,share=m.total_risk?o.removed/m.total_risk*100:0;
    text.textContent="Your choice: "+n+(n===1?" action":" actions")+" costing "+line.getAttribute("data-sign")+money(o.cost)+" remove "+share.toFixed(1)+"% of measured risk; high-risk systems go from "+m.high_risk+" to "+o.high_risk+"."+(o.waiting?" "+o.waiting+(o.waiting===1?" action brings":" actions bring")+" nothing, because what must come first is not chosen.":"")+" ";
    live.textContent=text.textContent;
    back.hidden=on.every(function(v,i){return v===first[i]})}
  line.setAttribute("data-sign",data.getAttribute("data-sign")||"");say();live.textContent="";
})();

/* A drawing pales what the chosen box does not touch. */
$$(".blast").forEach(function(b){
  var boxes=$$(".nd",b),lines=$$(".ed",b);
  function show(k){
    var on=k&&k!=="*";b.classList.toggle("hl",!!on);
    lines.forEach(function(e){e.classList.toggle("on",!!on&&e.getAttribute("data-k")===k)});
    boxes.forEach(function(n){var m=n.getAttribute("data-k");n.classList.toggle("on",!!on&&(m===k||m==="*"))})}
  boxes.forEach(function(n){var k=n.getAttribute("data-k");
    n.addEventListener("mouseenter",function(){show(k)});n.addEventListener("mouseleave",function(){show("")});
    n.addEventListener("focus",function(){show(k)});n.addEventListener("blur",function(){show("")})});
  b.addEventListener("keydown",function(e){if(e.key==="Escape")show("")});
});
reveal();
})();
