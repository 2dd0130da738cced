package pk.rahnuma.staff;

/// Something that staff may do, or may not: what a page or a button asks for. Who may what stands in [StaffRole].
public enum StaffPermission {
    /// See tickets, and the conversations that they come from.
    READ_TICKETS(false),
    /// Take a ticket, write to the person, note, tag, snooze, pass it on, hand it back.
    ANSWER_TICKETS(true),
    /// See and search applications, with identity numbers and phones masked.
    READ_APPLICATIONS(false),
    /// Look at files that people sent. What is in them cannot be masked.
    READ_DOCUMENTS(false),
    /// See identity numbers, phones and addresses in full; each look is logged.
    REVEAL(false),
    /// Ask for information, screen, verify, approve, reject, suspend, revoke.
    DECIDE(true),
    /// Be the second who approves, where two must. Whether it is somebody else is checked where it is decided.
    APPROVE_SECOND(true),
    /// Give tickets to others or take them away, merge them, act on many at once.
    ASSIGN_OTHERS(true),
    EDIT_CANNED(true),
    /// Holidays, working hours, service levels.
    EDIT_CALENDAR(true),
    /// Tell everybody something, on every channel.
    SET_BANNER(true),
    /// Try again, or drop, messages that could not be worked on.
    MANAGE_LETTERS(true),
    SEE_CHARTS(false),
    /// Take tables away as CSV, masked as they are shown.
    EXPORT(false),
    /// See who is on the staff.
    READ_STAFF(false),
    /// Add members, change roles, disable, reset.
    MANAGE_STAFF(true),
    READ_AUDIT(false);

    private final boolean changes;

    StaffPermission(boolean changes) {
        this.changes = changes;
    }

    /// Whether it changes something that others see; else it only reads.
    public boolean isWrite() {
        return changes;
    }
}
