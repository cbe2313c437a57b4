#!/usr/bin/env bash
# bench.sh [PAGES [PDFS]]: measures ingest and search on real documents, 8,000 HTML pages and 483 PDFs by default.
#
# The corpus is made of Debian's documentation packages (about 170 MB to download) and is the same every time. Times are those of
# the whole machine, PostgreSQL and extractors included, so they mean something only while nothing else runs.
# BENCH_FOLDER names a folder for the packages; it is kept, and saves the download the next time. BENCH_PROGRAM names another
# build to measure.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."

pages=${1:-8000}
pdfs=${2:-483}
[[ $pages =~ ^[0-9]+$ && $pdfs =~ ^[0-9]+$ ]] || { echo "usage: bench.sh [PAGES [PDFS]]" >&2; exit 64; }

program=${BENCH_PROGRAM:-$PWD/.build/release/stratlogic}
[[ -x $program ]] || { echo "bench: there is no program $program; \"make build\" makes it" >&2; exit 66; }
packages=(texlive-latex-recommended-doc texlive-science-doc postgresql-doc-15 rust-doc python3.11-doc)

# Below /var when root: there the user postgres can reach it, and it is on a disk rather than in memory.
work=$(mktemp -d -p "$([[ $EUID -eq 0 ]] && echo /var/lib || echo "${TMPDIR:-/var/tmp}")" stratlogic-bench.XXXXXX)
home=$work/home
corpus=$work/corpus

clean_up() {
  if [[ -d $home ]]; then "$program" db stop --home "$home" > /dev/null 2>&1 || true; fi
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM
chmod 755 "$work"

say() { printf '%-28s %s\n' "$1" "$2"; }

download() {
  local folder=${BENCH_FOLDER:-$work/packages}
  mkdir -p "$folder"
  cd "$folder"
  for package in "${packages[@]}"; do
    compgen -G "${package}_*.deb" > /dev/null && continue
    echo "downloading $package" >&2
    # apt drops its privileges for downloads, and may not be able to write here as another user: a warning, no failure.
    apt-get download "$package" > "$work/apt.log" 2>&1 ||
      { apt-get update > /dev/null && apt-get download "$package" > "$work/apt.log" 2>&1; } ||
      { cat "$work/apt.log" >&2; exit 69; }
  done
  for package in "${packages[@]}"; do dpkg -x "${package}"_*.deb "$work/tree"; done
  cd - > /dev/null
}

# pick PATTERN COUNT: the same choice every time.
pick() {
  find "$work/tree" -type f -name "$1" -printf '%P\n' | sort | shuf -n "$2" --random-source=<(yes || true)
}

make_corpus() {
  mkdir -p "$corpus"
  { pick '*.html' "$pages"; pick '*.pdf' "$pdfs"; } > "$work/chosen"
  tar -C "$work/tree" -cf - -T "$work/chosen" | tar -C "$corpus" -xf -
  rm -rf "$work/tree" "$work/packages"
}

# Seconds of processor time the machine has spent so far, of all processes, waiting not included.
machine_cpu() {
  awk -v hertz="$(getconf CLK_TCK)" '$1 == "cpu" { printf "%.2f", ($2 + $3 + $4 + $7 + $8) / hertz }' /proc/stat
}

# measured COMMAND...: runs it; leaves the seconds it took in $wall and those of the machine's processors in $cpu.
measured() {
  local began=$EPOCHREALTIME before status=0
  before=$(machine_cpu)
  "$@" || status=$?
  wall=$(awk -v from="$began" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.2f", to - from }')
  cpu=$(awk -v from="$before" -v to="$(machine_cpu)" 'BEGIN { printf "%.1f", to - from }')
  # 1: some documents failed, which the ledger says.
  ((status <= 1)) || { echo "bench: stopped by exit status $status" >&2; exit "$status"; }
}

ingest() { "$program" ingest --home "$home" --quiet --json "$corpus" > "$work/report"; }

# field NAME: the number of that name in the last report.
field() { grep -o "\"$1\":[0-9.]*" "$work/report" | head -n 1 | cut -d : -f 2; }

report_ingest() {
  local files
  files=$(field files)
  say "$1" "$(awk -v n="$files" -v wall="$wall" -v cpu="$cpu" \
    'BEGIN { printf "%.2f s wall, %.1f s CPU, %d files/s", wall, cpu, n / wall }')"
}

measure_ingest() {
  # The server is made and started first: every later run finds it there.
  "$program" db start --home "$home" > /dev/null
  measured ingest
  report_ingest "first ingest"
  say "  ledger" "$(grep -o '"ledger":{[^}]*}' "$work/report" | cut -d : -f 2- | tr -d '{}"' | sed 's/,/, /g; s/:/ /g')"
  say "  peak memory" "$(awk -v c="$(field coordinator)" -v e="$(field extractor)" \
    'BEGIN { printf "coordinator %.0f MB, an extractor %.0f MB", c / 1e6, e / 1e6 }')"
  measured ingest
  report_ingest "unchanged re-run"
  say "size of the home" "$(du -sm "$home" | cut -f 1) MB"
}

# Words of the corpus with the share of sampled files they are in: SHARE WORD, most frequent first.
count_words() {
  find "$corpus" -type f -name '*.html' | sort | shuf -n 400 --random-source=<(yes || true) |
    while read -r file; do
      sed 's/<[^>]*>/ /g' "$file" | tr 'A-Z' 'a-z' | { grep -oE '\b[a-z]{4,12}\b' || true; } | sort -u
    done | sort | uniq -c | sort -k1,1nr -k2 > "$work/counts"
}

# words LOW HIGH: 120 words that are in that percentage of the files, in an order of chance that is always the same.
words() {
  awk -v low="$1" -v high="$2" -v of="$(find "$corpus" -name '*.html' | head -n 400 | wc -l)" \
    '$1 * 100 >= low * of && $1 * 100 <= high * of { print $2 }' "$work/counts" |
    shuf -n 120 --random-source=<(yes || true)
}

# query_class NAME: runs the queries of standard input, a third of them to warm up, and prints the times of the others.
query_class() {
  cat > "$work/queries"
  local count warm
  count=$(wc -l < "$work/queries")
  warm=$((count / 3))
  if ((count < 3)); then say "search, $1" "too few words in so small a corpus"; return; fi
  head -n "$warm" "$work/queries" > "$work/warm"
  "$program" search --home "$home" --json --queries "$work/warm" > /dev/null
  tail -n +"$((warm + 1))" "$work/queries" > "$work/cold"
  "$program" search --home "$home" --json --queries "$work/cold" | grep -o '"took_ms":[0-9.]*' | cut -d : -f 2 |
    sort -n > "$work/times"
  say "search, $1" "$(awk '{ t[NR] = $1 } END {
    printf "p50 %.1f ms, p99 %.1f ms (%d queries)", t[int((NR + 1) / 2)], t[int(NR * 0.99 + 0.999)], NR }' "$work/times")"
}

measure_search() {
  count_words
  words 20 70 | query_class "a common word"
  words 1 5 | query_class "a rarer word"
  paste -d ' ' <(words 20 70) <(words 1 5) | awk 'NF == 2' | query_class "common and rarer"
  words 1 5 | paste -d ' ' - - - | awk 'NF == 3' | query_class "three rarer words"
  paste -d ' ' <(words 20 70 | paste -d ' ' - -) <(words 1 5 | paste -d ' ' - - -) | awk 'NF == 5' |
    query_class "five words"
}

download
make_corpus
say "machine" "$(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg)"
say "corpus" "$(find "$corpus" -name '*.html' | wc -l) pages, $(find "$corpus" -name '*.pdf' | wc -l) PDFs, $(du -sm "$corpus" | cut -f 1) MB"
measure_ingest
measure_search
