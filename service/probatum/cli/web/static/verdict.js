// A verdict on the page: its proof told when it is asked for, its certificate, its link.
import { ask, read } from "./calls.js";
import { markup } from "./markup.js";

/** Make the buttons of an `article.verdict` work; `certificate` is its document, absent where it is at its link. */
export function enliven(article, certificate) {
  const opener = article.querySelector(".proof-opener");
  const download = article.querySelector("a.certificate");
  if (certificate && download) offer(download, certificate, article);
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => toggle(article, opener, certificate ?? null));
  }
  const share = article.querySelector("a.share");
  if (share && navigator.clipboard) {
    share.addEventListener("click", async (click) => {
      if (click.ctrlKey || click.metaKey || click.shiftKey) return;
      click.preventDefault();
      try {
        await navigator.clipboard.writeText(share.href);
        share.textContent = "Link copied";
      } catch {
        location.assign(share.href);
      }
    });
  }
}

function offer(download, certificate, article) {
  const status = article.querySelector(".status").textContent.trim().split(/\s+/).pop().toLowerCase();
  download.href = URL.createObjectURL(new Blob([certificate], { type: "application/json" }));
  download.download = `${status}.json`;
  download.hidden = false;
}

async function toggle(article, opener, certificate) {
  const place = article.querySelector("section.proof");
  if (!place.hasChildNodes()) {
    opener.disabled = true;
    try {
      const text = certificate ?? (await read(article.querySelector("a.certificate").href));
      const found = await ask("/api/proof", { document: text });
      if (found.accepted) place.append(markup(found.html));
      else place.append(`The certificate was not accepted: ${found.message}`);
    } catch (error) {
      place.append(`The argument cannot be told now: ${error.message}`);
    } finally {
      opener.disabled = false;
    }
    place.hidden = false;
  } else {
    place.hidden = !place.hidden;
  }
  opener.setAttribute("aria-expanded", String(!place.hidden));
  if (!place.hidden) place.focus({ preventScroll: false });
}
