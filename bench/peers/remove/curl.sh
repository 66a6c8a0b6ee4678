#!/usr/bin/env bash
# One curl after the other over the CSV, and how often each status came back.
set -euo pipefail

tail -n +2 "$PEOPLE" | while IFS=, read -r _ account; do
  curl --silent --output /dev/null --write-out '%{http_code}\n' --request DELETE \
    --header "Authorization: Bearer $TOKEN" \
    "$SITE/wiki/rest/api/group/userByGroupId?groupId=$GROUP_ID&accountId=$account" || true
done | sort | uniq -c >&2
