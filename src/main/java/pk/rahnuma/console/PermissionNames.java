package pk.rahnuma.console;

/// Names of [StaffPermission], for `@Secured` at the routes of the console: an annotation takes text only.
public final class PermissionNames {

    public static final String READ_TICKETS = "READ_TICKETS";
    public static final String ANSWER_TICKETS = "ANSWER_TICKETS";
    public static final String READ_APPLICATIONS = "READ_APPLICATIONS";
    public static final String READ_DOCUMENTS = "READ_DOCUMENTS";
    public static final String REVEAL = "REVEAL";
    public static final String DECIDE = "DECIDE";
    public static final String APPROVE_SECOND = "APPROVE_SECOND";
    public static final String ASSIGN_OTHERS = "ASSIGN_OTHERS";
    public static final String EDIT_CANNED = "EDIT_CANNED";
    public static final String EDIT_CALENDAR = "EDIT_CALENDAR";
    public static final String SET_BANNER = "SET_BANNER";
    public static final String MANAGE_LETTERS = "MANAGE_LETTERS";
    public static final String SEE_CHARTS = "SEE_CHARTS";
    public static final String EXPORT = "EXPORT";
    public static final String READ_STAFF = "READ_STAFF";
    public static final String MANAGE_STAFF = "MANAGE_STAFF";
    public static final String READ_AUDIT = "READ_AUDIT";

    /// Between the names of permissions of which a route needs each: `@Secured(READ_TICKETS + AND + EXPORT)`. Of
    /// several values in one `@Secured`, one is enough.
    public static final String AND = " and ";

    private PermissionNames() {}
}
