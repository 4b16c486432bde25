#!/usr/bin/env bash
# powercut.sh FS RUNS PROGRAM — cuts the power under a file system while the program writes; as root.
#
# FS is ext4 or xfs. In each run homes lie on a fresh image: in one grades are saved (rows 2 and 3 of the fault table), in
# one a spoken answer is kept step by step, and many others get settings and an id of the device (row 4). At a random moment
# the power goes. After it
#   - every grade that was acknowledged before the cut is in the journal;
#   - every answer that was acknowledged is in attempt.json, which is whole; settings and ids are whole, or not there yet.
# Acknowledgements are copied before the cut: one that is in flight during it proves nothing. Exit 0: nothing was lost;
# 1: something was; 2: it cannot be tried here.
set -u
fs=${1:?}; runs=${2:?}; program=${3:?}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); disk=$work/disk; mkdir "$disk"
writers=()
# Each writer is a group of processes of its own.
set -m
end_writers() {
    for writer in "${writers[@]}"; do kill -KILL -- "-$writer"; done
    wait
    writers=()
} 2>/dev/null
clean() {
    end_writers
    umount -l "$disk" 2>/dev/null
    rm -rf "$work"
}
trap clean EXIT
cc -o "$work/powercut" "$here/powercut.c" || exit 2

decks=$work/decks; mkdir "$decks"
{
    printf -- '---\nid: mine\ntitle: Mine\narea: SD\n---\n'
    for card in $(seq 60); do printf '\n## What is number %d? {#card-%d}\n\nIt is %d.\n' "$card" "$card" "$card"; done
} >"$decks/mine.md"
{
    printf -- '---\nid: talk\ntitle: Talk\narea: MQ\n---\n\n## Design a rate limiter. {#limiter .design minutes=20}\n'
    printf '\n### Rubric\n- 100 Names the key that the limit hangs on\n  - full: per customer\n\n### Follow-ups\n'
    seq -f '- And question %g?' 800
    printf '\n### Model\nThe limit hangs on the customer.\n'
} >"$decks/talk.md"

# Endless answers: each shown, each graded again, so that the sitting does not end.
grade() { yes $'\n1' | "$program" --home "$disk/grades" drill --plain --deck mine --items 60; }
# Numbered answers to follow-ups; the prompt of the next one says that an answer is kept.
note() { (echo .; seq -f 'note-%g' 100000) | "$program" --home "$disk/notes" speak --plain talk/limiter; }
# Settings and ids, each in a home of its own.
set_up() {
    local count=0
    while count=$((count + 1)); do
        "$program" --home "$disk/files/$count" drill --plain --items 1 </dev/null >/dev/null || return
        mkdir -p "$disk/files/$count/folder"
        "$program" --home "$disk/files/$count" deck add "$disk/files/$count/folder" >/dev/null || return
        echo "$count"
    done
}

whole_json() { python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$1"; }

grades=0; notes=0; files=0; bad=0
for run in $(seq "$runs"); do
    lost=()
    rm -f "$work/image"; truncate -s 400M "$work/image"
    "mkfs.$fs" -q "$work/image" && mount -o loop "$work/image" "$disk" || exit 2
    for home in grades notes; do mkdir -p "$disk/$home/data/decks"; cp "$decks"/*.md "$disk/$home/data/decks/"; done
    sync
    writers=()
    grade >"$work/grades" 2>/dev/null & writers+=($!)
    note >"$work/notes" 2>/dev/null & writers+=($!)
    set_up >"$work/files" 2>/dev/null & writers+=($!)
    # Not before each of them has begun; then at a moment that nobody chose.
    for _ in $(seq 200); do
        grep -q '^saved: ' "$work/grades" && grep -q 'follow-up' "$work/notes" && grep -q '^1$' "$work/files" && break
        sleep 0.1
    done
    sleep "0.$((RANDOM % 10))$((RANDOM % 10))"
    for name in grades notes files; do cp "$work/$name" "$work/$name.before"; done
    "$work/powercut" "$disk" || exit 2
    # The writers find the disk gone, and are ended.
    end_writers
    # A process that was killed may hold the disk for a moment yet.
    for _ in $(seq 100); do umount "$disk" 2>/dev/null && break; sleep 0.1; done
    mount -o loop "$work/image" "$disk" || exit 2

    sed -n 's/^saved: \(.*\) again next .*/\1/p' "$work/grades.before" | sort >"$work/acknowledged"
    cat "$disk"/grades/data/journal/*.jsonl 2>/dev/null | tr -d '\0' | sed -n 's/.*"c":"\([^"]*\)","g":1,.*"x":"[0-9a-f]*"}$/\1/p' | sort >"$work/there"
    # As multisets: an item is graded more than once.
    missing=$(comm -23 "$work/acknowledged" "$work/there" | wc -l)
    [ "$missing" -eq 0 ] || lost+=("$missing grades")
    grades=$((grades + $(wc -l <"$work/acknowledged")))
    # And the program goes on from it.
    printf '\n3\nq\n' | "$program" --home "$disk/grades" drill --plain --deck mine --ahead 2>/dev/null | grep -q '^saved: ' || lost+=("the journal cannot be written")

    # A prompt stands for the answer before it; the first one for none.
    kept=$(($(grep -c 'follow-up' "$work/notes.before") - 1))
    attempt=$disk/notes/state/attempt.json
    if ! whole_json "$attempt" 2>/dev/null; then lost+=("attempt.json")
    elif [ "$kept" -gt 0 ] && ! grep -q "note-$kept\b" "$attempt"; then lost+=("note $kept"); fi
    notes=$((notes + kept))

    for file in "$disk"/files/*/state/device.json; do [ ! -e "$file" ] || whole_json "$file" 2>/dev/null || lost+=("$file"); done
    for count in $(cat "$work/files.before"); do
        home=$disk/files/$count
        whole_json "$home/state/device.json" 2>/dev/null || lost+=("$home/state/device.json")
        grep -q "deck-folders = \[.*files/$count/folder\"\]" "$home/config/config.toml" 2>/dev/null || lost+=("$home/config/config.toml")
        files=$((files + 2))
    done
    for file in "$disk"/files/*/config/config.toml; do
        [ ! -e "$file" ] || grep -q 'deck-folders = \[.*\]' "$file" || lost+=("half of $file")
    done
    umount "$disk"
    if [ ${#lost[@]} -gt 0 ]; then echo "$fs run $run: LOST ${lost[*]}"; bad=1; fi
done
echo "$fs: $runs power cuts; acknowledged before them $grades grades, $notes answers, $files whole files; $([ $bad -eq 0 ] && echo none lost || echo SOME LOST)"
exit $bad
