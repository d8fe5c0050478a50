#!/usr/bin/env bash
# Runs wsrig gate with what the variables GATE_* say, and tells GitHub (or whoever set GITHUB_OUTPUT) how it ended.
# Runs on bash 3.2 too, which macOS has.
set -euo pipefail

# Words of a text by the rules of a shell for quotes, but nothing in it is run or expanded. One a line is fine as well.
split_words() {
  words=()
  if [ -z "${1//[[:space:]]/}" ]; then return; fi
  local word
  while IFS= read -r -d '' word; do words+=("$word"); done < <(printf '%s\n' "$1" | xargs printf '%s\0')
}

out="${GATE_OUT:-wsrig-gate}"
mkdir -p "$out"

split_words "${GATE_WSRIG:-npx --yes wsrig@0.1}"
command=("${words[@]}" gate)

if [ -n "${GATE_URL:-}" ]; then command+=("$GATE_URL"); fi
if [ -n "${GATE_COMMAND_A:-}" ]; then command+=(--command-a "$GATE_COMMAND_A"); fi
if [ -n "${GATE_COMMAND_B:-}" ]; then command+=(--command-b "$GATE_COMMAND_B"); fi
if [ -n "${GATE_AGAINST:-}" ]; then command+=(--against "$GATE_AGAINST"); fi
if [ -n "${GATE_BASELINE:-}" ]; then command+=(--baseline "$GATE_BASELINE"); fi

split_words "${GATE_FAIL_ON:-worse}"
for verdict in "${words[@]}"; do command+=(--fail-on "$verdict"); done

command+=(--out "$out" --junit "$out/junit.xml" --markdown "$out/summary.md")
split_words "${GATE_ARGS:-}"
if [ "${#words[@]}" -gt 0 ]; then command+=("${words[@]}"); fi

code=0
"${command[@]}" || code=$?

case "$code" in
  0) verdict=pass ;;
  # 1 is also that of failed checks, and of npx where it finds no wsrig.
  1) if grep -qs 'comparison-unclear' "$out/junit.xml"; then verdict=unclear; else verdict=failed; fi ;;
  4) verdict=regression ;;
  5) verdict=invalid ;;
  *) verdict=error ;;
esac
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf 'verdict=%s\nexit-code=%s\n' "$verdict" "$code" >> "$GITHUB_OUTPUT"
fi
exit "$code"
