package pk.rahnuma.staff;

/// A permission of staff, which a page or a button requires. [StaffRole] assigns them.
public enum StaffPermission {
    /// See tickets, and the conversations from which they come.
    READ_TICKETS,
    /// Claim a ticket, write to the person, add notes and tags, snooze, transfer, hand back.
    ANSWER_TICKETS,
    /// See and search applications, with identity numbers and phones masked.
    READ_APPLICATIONS,
    /// View files that people sent. Their content cannot be masked.
    READ_DOCUMENTS,
    /// See identity numbers, phones and addresses in full; each view is logged.
    REVEAL,
    /// Ask for information, screen, verify, approve, reject, suspend, revoke.
    DECIDE,
    /// Confirm as the second member, where two must decide. The decision checks that it is another person.
    APPROVE_SECOND,
    /// Assign tickets to others or take them away, merge them, act on many at once.
    ASSIGN_OTHERS,
    EDIT_CANNED,
    /// Holidays, working hours, service levels.
    EDIT_CALENDAR,
    /// Publish a notice to everybody, on every channel.
    SET_BANNER,
    /// Retry or drop messages that could not be processed.
    MANAGE_LETTERS,
    SEE_CHARTS,
    /// Export tables as CSV, masked as they are shown.
    EXPORT,
    /// See the members of staff.
    READ_STAFF,
    /// Add members, change roles, disable, reset.
    MANAGE_STAFF,
    READ_AUDIT
}
