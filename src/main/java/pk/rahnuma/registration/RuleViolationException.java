package pk.rahnuma.registration;

import java.util.List;
import pk.rahnuma.shared.DomainException;

/// A request breaks a rule. The message is one English line for staff that says what is expected; [#remark()] has it in
/// other languages. Contains no personal data.
public final class RuleViolationException extends DomainException {
    private static final long serialVersionUID = 1L;

    private final transient StaffRemark why;

    /// Creates the exception.
    ///
    /// @param key of the text, below `refusal`
    /// @param namesAndValues arguments of the text, a name and a value each
    public RuleViolationException(String key, Object... namesAndValues) {
        this(StaffRemark.ofKey("refusal." + key, namesAndValues));
    }

    private RuleViolationException(StaffRemark why) {
        super(why.toString());
        this.why = why;
    }

    public StaffRemark remark() {
        return why;
    }

    /// The exception for a transition that a status does not allow; its message says what is possible instead.
    public static RuleViolationException forTransition(LineTransition move, LineStatus status, TransitionActor party) {
        List<LineTransition> allowed = status.allowedTransitions(party);
        return allowed.isEmpty()
                ? new RuleViolationException("act_nothing", "act", move, "status", status, "who", party)
                : new RuleViolationException("act", "act", move, "status", status, "expected", allowed);
    }
}
