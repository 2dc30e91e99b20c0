// Markup from the server, copied element by element: what is not on these lists becomes text or nothing.
const HTML = "http://www.w3.org/1999/xhtml";
const MATHML = "http://www.w3.org/1998/Math/MathML";
const ELEMENTS = new Set(
  ("math mrow mi mn mo mtext mspace mfrac msqrt mroot msup msub msubsup munder mover munderover mtable mtr mtd " +
    "article section header h2 h3 p pre code b strong em small span mark a button noscript dl dt dd ul ol li details summary " +
    "table caption thead tbody tr th td div time").split(" "),
);
const ATTRIBUTES = new Set(
  ("class id role hidden tabindex scope download type colspan display displaystyle mathvariant form fence stretchy " +
    "linethickness width accent movablelimits").split(" "),
);

function copied(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const known = ELEMENTS.has(node.localName) && [HTML, MATHML].includes(node.namespaceURI);
  if (!known) return document.createTextNode(node.textContent);
  if (node.localName === "noscript") return null;
  const copy = document.createElementNS(node.namespaceURI, node.localName);
  for (const { name, value } of node.attributes) {
    const own = name === "href" && (value.startsWith("/") && !value.startsWith("//") || value.startsWith("#"));
    if (own || ATTRIBUTES.has(name) || name.startsWith("aria-")) copy.setAttribute(name, value);
  }
  for (const child of node.childNodes) {
    const part = copied(child);
    if (part) copy.append(part);
  }
  return copy;
}

/** The nodes of a fragment of HTML with MathML in it, as a DocumentFragment. */
export function markup(text) {
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const fragment = document.createDocumentFragment();
  for (const child of parsed.body.childNodes) {
    const part = copied(child);
    if (part) fragment.append(part);
  }
  return fragment;
}
