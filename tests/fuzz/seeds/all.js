import a,{b as c} from"./b.js";export*from"./c.js";import("./d.js");new URL("./i.png",import.meta.url);`${a/b}`;x=/[/]/g;
//# sourceMappingURL=a.js.map
