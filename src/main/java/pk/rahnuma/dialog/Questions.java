package pk.rahnuma.dialog;

/// What the host knows of questions that people ask on their own account, in the middle of something else too. The
/// script
/// of the command `ask` answers them.
@FunctionalInterface
public interface Questions {

    /// For a host that answers none.
    Questions NONE = text -> false;

    /// Whether it is surely a question that would be answered. Asked within a step: quick, and the same each time.
    boolean isAnswered(String text);
}
