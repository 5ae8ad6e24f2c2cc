// Says that this page is open, so that the window does not stop, and saves an edited row by itself. Without script a page
// is read as well, and a row is saved by its button.
(() => {
  const here = () => fetch("/here", { cache: "no-store" }).catch(() => {});
  here();
  setInterval(here, 60000);
  document.addEventListener("change", (event) => {
    const form = event.target.closest(".ed") && event.target.form;
    if (form) form.requestSubmit();
  });
})();
