package pk.rahnuma.shared;

/// Names of the scripts that code refers to: files in `bot-scripts/`.
public final class ScriptNames {

    /// Check whether and how to register.
    public static final String ELIGIBILITY = "eligibility";
    public static final String REGISTER_INDIVIDUAL = "register-individual";
    public static final String REGISTER_COMPANY = "register-company";

    /// List of the person's applications, with the actions on each.
    public static final String MY_REGISTRATIONS = "my-registrations";

    /// Answer to what staff asked for.
    public static final String SUPPLY = "supply";

    /// Change of what was said of a line.
    public static final String CHANGE_LINE = "change-line";

    /// Request of a later last day.
    public static final String RENEW = "renew";

    /// Report that a registered line does not work.
    public static final String LINE_BLOCKED = "line-blocked";

    /// Cancellation of a requested erasure.
    public static final String KEEP_DATA = "keep-data";

    /// Link of two persons.
    public static final String CONNECT = "connect";

    /// A person's organisations.
    public static final String MY_ORGANISATIONS = "my-organisations";

    /// Decision about a request to join an organisation.
    public static final String ADMISSION = "admission";

    /// Choice of news outside of the chat.
    public static final String NEWS = "news";

    /// Status of an application by its reference.
    public static final String STATUS = "status";

    public static final String SIGN_IN = "sign-in";

    /// Ticket for staff.
    public static final String HUMAN = "human";

    /// Report of a line that does not work.
    public static final String PROBLEM = "problem";

    private ScriptNames() {}
}
