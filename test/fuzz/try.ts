import fuzz from '../bench/fuzz.bench.ts';
import { runFuzz } from './run-fuzz.ts';
const [a,b]=process.argv.slice(2).map(Number);
const r=await runFuzz(a!,b!);
const c:Record<string,number>={};
for (const x of r){const k=x.name+' '+(x.outcome.kind==='refused'?x.outcome.code:x.outcome.kind); c[k]=(c[k]??0)+1; if(x.outcome.kind==='broken'||x.cpuMs>500)console.log(x.index,x.name,x.cpuMs,JSON.stringify(x.outcome).slice(0,600));}
console.log(c, 'cpu', r.reduce((s,x)=>s+x.cpuMs,0), fuzz.name);
