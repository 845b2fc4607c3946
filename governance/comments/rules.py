"""Who may do what with a comment: the room of what it is about decides, for an area never more than who is involved."""

import rules

from governance.comments.registry import is_involved, target_of

has_account = rules.is_authenticated


@rules.predicate
def is_reader(user, comment) -> bool:
    target = target_of(comment.kind)
    is_near = comment.area is None or is_involved(user, comment.area)
    return target is not None and is_near and target.may_read(user, comment.area)


@rules.predicate
def is_writer(user, comment) -> bool:
    target = target_of(comment.kind)
    return target is not None and target.may_write(user, comment.area)


@rules.predicate
def is_keeper(user, comment) -> bool:
    target = target_of(comment.kind)
    return target is not None and target.may_resolve(user, comment.area)


@rules.predicate
def is_author(user, comment) -> bool:
    return comment.by_id == user.pk


@rules.predicate
def is_withdrawn(user, comment) -> bool:
    return comment.withdrawn_at is not None


can_read = has_account & is_reader
can_write = can_read & is_writer
can_edit = can_read & is_author & ~is_withdrawn
can_close = can_read & (is_author | is_keeper) & ~is_withdrawn
