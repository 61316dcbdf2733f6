/** Shows the page before it loads what is large: the scripts that the page names as coming, in their order. */
const LARGE = document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=script]');

/** A page that nobody looks at draws nothing, and loads all the same. */
const LONGEST_WAIT = 400;

let begun = false;

function begin(): void {
  if (begun) return;
  begun = true;
  for (const { href } of LARGE) {
    const script = document.createElement('script');
    script.src = href;
    // One after the other, as they stand here.
    script.async = false;
    document.head.append(script);
  }
}

// The second frame comes when the first has been drawn.
requestAnimationFrame(() => requestAnimationFrame(begin));
setTimeout(begin, LONGEST_WAIT);
