// What each page needs of the others.
import { enliven } from "./verdict.js";

for (const article of document.querySelectorAll("article.verdict")) enliven(article);
if (document.getElementById("ask")) (await import("./claim.js")).start();
if (document.getElementById("upload")) (await import("./file.js")).start();
