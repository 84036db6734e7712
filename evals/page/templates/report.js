const filter = document.querySelector(".filter");
if (filter) {
  const choice = filter.querySelector("select"), shown = filter.querySelector("output");
  const cases = [...document.querySelectorAll(".case")];
  filter.hidden = false;
  choice.addEventListener("change", () => {
    for (const each of cases) each.hidden = Boolean(choice.value) && each.dataset.kind !== choice.value;
    shown.textContent = `${cases.filter((each) => !each.hidden).length} shown`;
  });
}
