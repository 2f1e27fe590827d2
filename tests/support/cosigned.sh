#!/usr/bin/env bash
# Whether a witness cosigned a note: C2SP tlog-cosignature (Ed25519) by openssl and the shell alone, from the text of the
# specification and with nothing of this product. Usage: cosigned.sh NOTE VKEY; prints the time of the cosignature, else fails.
set -euo pipefail
note=$1 vkey=$2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
hex() { od -An -v -tx1 "$@" | tr -d ' \n'; }

# vkey: NAME+ID+base64(0x04 || 32 bytes)
name=${vkey%%+*}
rest=${vkey#*+}
id=${rest%%+*}
printf %s "${rest#*+}" | base64 -d > "$work/typed"
[ "$(head -c 1 "$work/typed" | hex)" = 04 ]
[ "$(wc -c < "$work/typed")" -eq 33 ]
# Key ID: the first four bytes of SHA-256(name || "\n" || 0x04 || key)
[ "$({ printf '%s\n' "$name"; cat "$work/typed"; } | openssl dgst -sha256 -binary | head -c 4 | hex)" = "$id" ]
# SubjectPublicKeyInfo of an Ed25519 key: RFC 8410
{ printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; tail -c 32 "$work/typed"; } > "$work/key.der"

# The note body is everything before the empty line, its last newline included.
sed '/^$/,$d' "$note" > "$work/body"
sed '1,/^$/d' "$note" > "$work/lines"
while read -r dash who blob; do
  [ "$dash" = '—' ] && [ "$who" = "$name" ] || continue
  printf %s "$blob" | base64 -d > "$work/blob"
  [ "$(wc -c < "$work/blob")" -eq 76 ] && [ "$(head -c 4 "$work/blob" | hex)" = "$id" ] || continue
  time=$((16#$(tail -c +5 "$work/blob" | head -c 8 | hex)))
  tail -c 64 "$work/blob" > "$work/signature"
  { printf 'cosignature/v1\ntime %d\n' "$time"; cat "$work/body"; } > "$work/message"
  if openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in "$work/message" -sigfile "$work/signature" > "$work/said" 2>&1; then
    echo "$time"
    exit 0
  fi
done < "$work/lines"
exit 1
