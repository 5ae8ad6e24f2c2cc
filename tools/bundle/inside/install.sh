#!/bin/sh
# Install daready from the folder this file is in. No internet and no administrator is needed.
VERSIONS="3.13 3.12 3.11"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for version in $VERSIONS ""; do
  python="python${version:-3}"
  if "$python" -I -S -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] not in '$VERSIONS'.split())" 2>/dev/null; then
    exec "$python" -I -S "$here/install.py" "$@"
  fi
done
echo "daready needs one of these versions of Python, and none was found: $VERSIONS. Ask IT for one of them." >&2
exit 2
