// Says that this page is open, so that the window does not stop; nothing else of any page needs script.
(() => {
  const here = () => fetch("/here", { cache: "no-store" }).catch(() => {});
  here();
  setInterval(here, 60000);
})();
