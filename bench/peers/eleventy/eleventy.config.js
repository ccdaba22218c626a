// Titles of related briefs are looked up in a collection made once.
export default function (config) {
  config.addCollection("bySlug", (api) =>
    Object.fromEntries(api.getFilteredByGlob("briefs/*.md").map((page) => [page.fileSlug, page])));
  config.addCollection("briefs", (api) => api.getFilteredByGlob("briefs/*.md"));
  config.addCollection("tagNames", (api) =>
    [...new Set(api.getFilteredByGlob("briefs/*.md").flatMap((page) => page.data.tags))].sort());
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
}
