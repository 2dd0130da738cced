package pk.rahnuma.staff;

/// A permission of staff, which a page or a button requires. [StaffRole] assigns them.
public enum StaffPermission {
    /// See tickets, and the conversations from which they come.
    READ_TICKETS(false),
    /// Claim a ticket, write to the person, add notes and tags, snooze, transfer, hand back.
    ANSWER_TICKETS(true),
    /// See and search applications, with identity numbers and phones masked.
    READ_APPLICATIONS(false),
    /// View files that people sent. Their content cannot be masked.
    READ_DOCUMENTS(false),
    /// See identity numbers, phones and addresses in full; each view is logged.
    REVEAL(false),
    /// Ask for information, screen, verify, approve, reject, suspend, revoke.
    DECIDE(true),
    /// Confirm as the second member, where two must decide. The decision checks that it is another person.
    APPROVE_SECOND(true),
    /// Assign tickets to others or take them away, merge them, act on many at once.
    ASSIGN_OTHERS(true),
    EDIT_CANNED(true),
    /// Holidays, working hours, service levels.
    EDIT_CALENDAR(true),
    /// Publish a notice to everybody, on every channel.
    SET_BANNER(true),
    /// Retry or drop messages that could not be processed.
    MANAGE_LETTERS(true),
    SEE_CHARTS(false),
    /// Export tables as CSV, masked as they are shown.
    EXPORT(false),
    /// See the members of staff.
    READ_STAFF(false),
    /// Add members, change roles, disable, reset.
    MANAGE_STAFF(true),
    READ_AUDIT(false);

    private final boolean changes;

    StaffPermission(boolean changes) {
        this.changes = changes;
    }

    /// True when it changes something that others see; else it only reads.
    public boolean isWrite() {
        return changes;
    }
}
