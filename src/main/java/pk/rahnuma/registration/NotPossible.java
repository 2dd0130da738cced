package pk.rahnuma.registration;

import java.util.List;
import java.util.stream.Collectors;

/// Something that was asked for does not fit. The message is one line for staff that says what is expected; it holds no
/// personal data.
public final class NotPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotPossible(String message) {
        super(message);
    }

    static NotPossible act(Move move, Status status, Party party) {
        List<Move> allowed = status.allowed(party);
        return new NotPossible(move.word() + " is not possible in " + status + ": expected "
                + (allowed.isEmpty()
                        ? "nothing, " + party.who() + " can do no more here"
                        : allowed.stream().map(Move::word).collect(Collectors.joining(", "))));
    }
}
