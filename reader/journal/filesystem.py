"""On what kind of file system a path lies: SQLite's write-ahead log needs memory shared between all readers."""

from __future__ import annotations

from pathlib import Path

# Types (fs/ in the Linux tree, and FUSE subtypes) where two machines may have one file open at once.
_NAMES = """
nfs nfs3 nfs4 cifs smb2 smb3 smbfs afs ceph glusterfs lustre beegfs gpfs orangefs pvfs2 coda ncpfs
gfs gfs2 ocfs2 9p virtiofs vboxsf vmhgfs prl_fs drvfs davfs acfs panfs
fuse.sshfs fuse.rclone fuse.glusterfs fuse.ceph fuse.s3fs fuse.davfs2 fuse.smbnetfs fuse.vmhgfs-fuse
fuse.gcsfuse fuse.juicefs fuse.curlftpfs fuse.moosefs fuse.lizardfs fuse.beegfs
"""
NETWORK = frozenset(_NAMES.split())


def filesystem_of(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The type of the file system under `path` ("ext4", "nfs4"), or "" where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    real = path.resolve()
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if "-" not in fields[6:]:
            continue
        dash = fields.index("-", 6)
        point = Path(_unescape(fields[4]))
        # A later mount on the same point hides the earlier one, hence >=.
        if (real == point or point in real.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[dash + 1]
    return kind


def is_network(kind: str) -> bool:
    """True for a type that several machines may share."""
    return kind in NETWORK


def _unescape(field: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, char)
    return field
