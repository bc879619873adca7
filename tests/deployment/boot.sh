#!/bin/sh
# boot.sh FOLDER CODE PYTHON OPEN...: makes the namespaces it runs in look like a Debian machine of its own, and stays.
#
# What belongs to the machine (/etc, /run, data, logs) is a copy or empty; programs are those of the machine around it.
# CODE becomes /opt/perspectief, and PYTHON, an environment with all parts, its .venv. OPEN: folders that other users have to reach, wherever they lie.
set -eu
folder=$1
code=$2
python=$3
shift 3

ip link set lo up
mkdir -p "$folder/etc" "$folder/kept"
cp -a /etc/. "$folder/etc/"
mount --bind "$folder/etc" /etc
rm -rf /etc/postgresql/* /etc/nginx/conf.d/* /etc/nginx/sites-enabled/*

# Folders of somebody alone are opened by putting an empty one over the closed one, with only what is needed in it.
number=0
for path in "$@"; do
	number=$((number + 1))
	mkdir "$folder/kept/$number"
	mount --rbind "$path" "$folder/kept/$number"
done
number=0
for path in "$@"; do
	number=$((number + 1))
	closed=$path
	found=
	while [ "$closed" != / ]; do
		closed=$(dirname "$closed")
		case $(stat -c %A "$closed") in *[xt]) ;; *) found=$closed ;; esac
	done
	[ -z "$found" ] || mount -t tmpfs -o mode=755 tmpfs "$found"
	mkdir -p "$path"
	mountpoint -q "$path" || mount --rbind "$folder/kept/$number" "$path"
done

for path in /opt /run /var/log /var/lib/perspectief /var/lib/postgresql /var/lib/nginx /var/backups; do
	mkdir -p "$path" 2>/dev/null || true
	mount -t tmpfs -o mode=755 tmpfs "$path"
done
mkdir -p /opt/perspectief /var/log/nginx /run/postgresql /var/log/postgresql
mount --rbind "$code" /opt/perspectief
[ "$python" = "$code/.venv" ] || mount --rbind "$python" /opt/perspectief/.venv
chown postgres:postgres /run/postgresql /var/log/postgresql /var/lib/postgresql
# Of an earlier installation on the machine around it nothing may help.
rm -rf /etc/perspectief /etc/systemd/system/perspectief*
mount -t tmpfs -o mode=755 tmpfs /usr/local/sbin

echo ready
exec sleep infinity
