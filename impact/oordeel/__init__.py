"""The judgement on a link: what the law changes, what the local provision says, and whether it must follow."""
