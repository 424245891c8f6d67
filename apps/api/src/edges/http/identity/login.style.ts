/** The product's tokens (colour, type, space, radius) for pages that must work without the web app and scripts. */
export const LOGIN_STYLE = `
:root{color-scheme:light dark;--bg:#EDF0EC;--surface:#F8FAF7;--raised:#FFFFFF;--line:#D0D6D0;--edge:#7A837C;
--ink:#141815;--ink2:#47504A;--ink3:#5C655E;--on-ink:#F7F9F6;--stop:#B3261E;--stop-tint:#F7E4E1}
@media (prefers-color-scheme:dark){:root{--bg:#0E110F;--surface:#151916;--raised:#1D221F;--line:#2B312D;
--edge:#6E786F;--ink:#EDF1EC;--ink2:#B7C0B8;--ink3:#939D95;--on-ink:#101311;--stop:#FF8B7B;--stop-tint:#331A17}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--bg);color:var(--ink);
font:430 16px/24px 'Archivo Variable',Archivo,'Helvetica Neue',Arial,sans-serif}
main{width:100%;max-width:400px}
header{display:flex;align-items:center;gap:12px;padding-bottom:16px;border-bottom:2px solid var(--ink);
margin-bottom:32px;font-weight:600;font-size:20px;line-height:28px;font-stretch:108%;letter-spacing:-.012em}
header svg{width:32px;height:32px;display:block}
h1{margin:0 0 8px;font-size:32px;line-height:40px;font-weight:600;font-stretch:110%;letter-spacing:-.02em}
p{margin:0 0 24px;color:var(--ink2)}
label{display:block;margin:0 0 16px;font-weight:600;font-size:14px;line-height:20px}
label small{font-weight:430;color:var(--ink3);font-size:14px}
input{display:block;width:100%;height:48px;margin-top:4px;padding:0 12px;background:var(--raised);color:var(--ink);
border:1px solid var(--edge);border-radius:4px;font:inherit;font-size:16px;font-weight:430}
input[aria-invalid=true]{border:2px solid var(--stop)}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.hint,.fault{display:block;margin-top:4px;font-weight:430;font-size:14px;line-height:20px;color:var(--ink3)}
.fault{color:var(--stop)}
.alert{margin:0 0 24px;padding:12px 16px;border:1px solid var(--stop);border-radius:6px;background:var(--stop-tint);
color:var(--ink)}
button{width:100%;height:48px;margin-top:8px;border:0;border-radius:4px;background:var(--ink);color:var(--on-ink);
font:inherit;font-weight:600;cursor:pointer}
button:hover{opacity:.9}
footer{margin-top:32px;padding-top:16px;border-top:1px solid var(--line);color:var(--ink2);font-size:14px}
a{color:var(--ink);text-underline-offset:3px}
`;
