# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Debian packages: which of dev.d/packages are missing, and how they come.

# The missing packages of the groups given; a choice as it stands, for dev.d/install to make.
packages_missing() {
	local groups=" $* " group package command choice installed
	installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | awk '$1 == "installed" { printf "%s ", $2 }')"
	while IFS=$'\t' read -r group package _; do
		case $groups in *" $group "*) ;; *) continue ;; esac
		command=${package##*:}
		if [ "$command" != "$package" ]; then
			package=${package%:*}
			! command -v "$command" >/dev/null || continue
		fi
		for choice in ${package//|/ }; do
			case $installed in *" $choice "*) continue 2 ;; esac
		done
		printf '%s\n' "$package"
	done < <(grep -v '^#' "$root/dev.d/packages")
}

# packages_need GROUP…: installs what is missing of them; one line and an end where that may not be.
packages_need() {
	local missing sudo=
	if ! command -v dpkg-query >/dev/null; then
		tools_need
		return 0
	fi
	mapfile -t missing < <(packages_missing "$@")
	[ ${#missing[@]} -gt 0 ] || return 0
	if [ "$(id -u)" != 0 ]; then
		if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
			die "packages are missing and only root may install them: apt-get install ${missing[*]%%|*}"
		fi
		sudo=sudo
	fi
	say "installing: ${missing[*]}"
	quiet "$var/log/packages.log" $sudo "$root/dev.d/install" "${missing[@]}"
}

# On a machine without Debian's packages: the programs must be there already.
tools_need() {
	local tool missing=()
	for tool in mariadbd mariadb mariadb-install-db nginx gcc make autoreconf automake pkg-config msgfmt; do
		command -v "$tool" >/dev/null || missing+=("$tool")
	done
	[ ${#missing[@]} = 0 ] || die "programs are missing: ${missing[*]}"
}
