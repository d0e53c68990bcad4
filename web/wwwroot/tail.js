// Tells the list of events what is in sight, at most once a frame. Heights are attributes: the page allows no styles in elements.
const watched = new WeakMap();

export function watch(list, page) {
  let asked = false;
  const tell = () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        // The list may have been left since; nobody listens then.
        if (list.isConnected) {
          page.invokeMethodAsync("Seen", list.scrollTop, list.clientHeight).catch(() => leave(list));
        }
      });
    }
  };
  const sizes = new ResizeObserver(tell);
  sizes.observe(list);
  list.addEventListener("scroll", tell, { passive: true });
  watched.set(list, () => {
    sizes.disconnect();
    list.removeEventListener("scroll", tell);
  });
}

export function leave(list) {
  watched.get(list)?.();
}

export function toTop(list) {
  list.scrollTop = 0;
}
