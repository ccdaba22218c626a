// Lighthouse over the pages named on its input: a line in is ["mobile" or "desktop", address]; a line out is what it found.
// One Chromium serves all, each page in a fresh profile, as Lighthouse does by itself.
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const chrome = await launch({ chromePath: process.argv[2], chromeFlags: ["--headless", ...process.argv.slice(3)] });
for await (const line of createInterface({ input: process.stdin })) {
  const [form, address] = JSON.parse(line);
  const settings = { port: chrome.port, logLevel: "silent", disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(address, settings, form === "desktop" ? desktopConfig : undefined);
  const categories = Object.values(lhr.categories);
  const short = categories
    .flatMap((one) => one.auditRefs.filter((ref) => ref.weight > 0).map((ref) => lhr.audits[ref.id]))
    .filter((audit) => audit.score !== null && audit.score < 1);
  console.log(JSON.stringify({
    scores: categories.map((one) => Math.round(one.score * 100)),
    paint: lhr.audits["first-contentful-paint"].numericValue,
    short: short.map((audit) => `${audit.id} ${audit.score}${audit.displayValue ? ` (${audit.displayValue})` : ""}`),
    error: lhr.runtimeError?.message ?? "",
  }));
}
chrome.kill();
