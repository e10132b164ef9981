import { commandName } from './command-name.ts';
import type { KnownImage } from './images.ts';
import type { ShellPrograms } from './process.ts';

/** Words that only a shell knows: there is no file of that name. */
const shellOnly: ReadonlySet<string> = new Set([':', 'exit', 'export', 'set', 'trap', 'wait', 'cd', 'source', '.']);

/** Programs of any small Linux. What they do is not modelled, but they are there. Source: POSIX utilities; GNU coreutils */
const everywhere: ReadonlySet<string> = new Set(
  `awk basename cat chgrp chmod chown chroot cksum cmp comm cp cut date dd df diff dirname du echo env expand expr
  factor false find fold getopt grep groups gzip gunzip head hostname id install kill link ln logname ls md5sum mkdir
  mkfifo mknod mktemp mount mv nice nl nohup nproc od paste printenv printf pwd readlink realpath rm rmdir sed seq
  setsid sha1sum sha256sum sha512sum shuf sleep sort split stat stty sync tac tail tar tee test timeout touch tr true
  truncate tty umount uname uniq unlink wc which whoami xargs yes zcat cal`.split(/\s+/),
);

/** Beside them: the applets of BusyBox, and what a slim Debian brings. */
const only: Readonly<Record<'busybox' | 'debian', ReadonlySet<string>>> = {
  busybox: new Set(
    `ash adduser addgroup arp arping bc clear crond crontab dc dmesg dos2unix ed fdisk free ftpget fuser getty halt
    hexdump httpd ifconfig init ip ipcalc less login losetup lsof lsmod lzma modprobe more nc netstat nslookup ntpd
    passwd pgrep pidof ping ping6 pkill poweroff ps reboot renice reset route sendmail strings su sulogin sysctl
    syslogd telnet telnetd tftp time top traceroute udhcpc unxz unzip uptime usleep vi watch wget whois xxd`.split(
      /\s+/,
    ),
  ),
  debian: new Set(
    `apt apt-get apt-cache bash curl dash dpkg gpasswd groupadd ldconfig login mawk numfmt openssl passwd perl rev
    runuser su tput useradd usermod`.split(/\s+/),
  ),
};

/** Of those the ones that go on until they are stopped, or that wait for the network or a person. */
const staying: ReadonlySet<string> = new Set(
  `yes script getty init httpd crond telnetd udhcpc ntpd syslogd top watch less more vi nc telnet tftp ftpget wget curl
  nslookup ping ping6 traceroute bash ash dash su runuser login chroot nohup setsid timeout xargs openssl time`.split(
    /\s+/,
  ),
);

/** Whether a program whose work is not modelled is at least known to end soon. */
export const endsByItself = (name: string): boolean =>
  !staying.has(name) && (everywhere.has(name) || only.busybox.has(name) || only.debian.has(name));

/** Where programs stand; a file elsewhere may come with a volume. */
const programFolder = /^(\/usr(\/local)?)?\/s?bin\//;

/**
 * Why runc cannot start these words in an image whose contents are known; undefined where it can, or where the image
 * may hold anything. Source: runc libcontainer/init_linux.go, Go os/exec LookPath
 */
export function cannotStart(
  words: readonly string[],
  { base, has }: KnownImage,
  shell: ShellPrograms,
): string | undefined {
  const [path] = words;
  if (path === undefined || base === undefined) return undefined;
  if (path.includes('/') && !programFolder.test(path)) return undefined;
  const name = commandName(path);
  if (has?.includes(name) === true || everywhere.has(name) || only[base].has(name)) return undefined;
  const another = base === 'busybox' ? 'debian' : 'busybox';
  if (shell.knows(name) && !shellOnly.has(name) && !only[another].has(name)) return undefined;
  return path.includes('/')
    ? `exec: "${path}": stat ${path}: no such file or directory`
    : `exec: "${path}": executable file not found in $PATH`;
}
