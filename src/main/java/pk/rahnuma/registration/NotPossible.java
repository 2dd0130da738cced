package pk.rahnuma.registration;

import java.util.List;

/// Something that was asked for does not fit. The message is one line for staff that says what is expected, in English;
/// [#why()] can say it in other languages. It holds no personal data.
public final class NotPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Remark why;

    /// @param key of the text, below `refusal`
    /// @param namesAndValues what is put in, a name and a value each
    public NotPossible(String key, Object... namesAndValues) {
        this(Remark.of("refusal." + key, namesAndValues));
    }

    private NotPossible(Remark why) {
        super(why.toString());
        this.why = why;
    }

    public Remark why() {
        return why;
    }

    static NotPossible act(Move move, Status status, Party party) {
        List<Move> allowed = status.allowed(party);
        return allowed.isEmpty()
                ? new NotPossible("act_nothing", "act", move, "status", status, "who", party)
                : new NotPossible("act", "act", move, "status", status, "expected", allowed);
    }
}
