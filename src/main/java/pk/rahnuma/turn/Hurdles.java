package pk.rahnuma.turn;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Session;
import pk.rahnuma.dialog.Trail;
import pk.rahnuma.dialog.Turned;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.post.Attention;

/// The questions at which one conversation failed too often, and those that it then answered after all, or whose
/// session
/// it came to the end of by another way. Before a language is chosen there are none: so far nobody has begun anything.
final class Hurdles {

    private static final Set<Trail.Exit> ON = EnumSet.of(Trail.Exit.ANSWERED, Trail.Exit.CHANGED, Trail.Exit.SKIPPED);

    private static final Set<Trail.Exit> END = EnumSet.of(Trail.Exit.ENDED);

    private final long conversation;
    private final List<Attention.Hurdle> failed = new ArrayList<>();
    private final List<Attention.Hurdle> passed = new ArrayList<>();

    Hurdles(long conversation) {
        this.conversation = conversation;
    }

    /// Looks at one step.
    void look(Conversation before, Turned turned) {
        String language = turned.conversation().language();
        if (language == null || before.stack().isEmpty()) {
            return;
        }
        for (Session session : turned.conversation().stack()) {
            if (session.tries() >= Limits.TRIES && tries(before, session) < Limits.TRIES) {
                failed.add(new Attention.Hurdle(conversation, key(session), language));
            }
        }
        for (Session session : before.stack()) {
            if (session.tries() >= Limits.TRIES && left(session, turned.trail(), ON)
                    || !runs(turned.conversation(), session) && left(session, turned.trail(), END)) {
                passed.add(new Attention.Hurdle(conversation, key(session), language));
            }
        }
    }

    private static int tries(Conversation before, Session session) {
        return before.stack().stream()
                .filter(earlier -> earlier.id().equals(session.id()))
                .mapToInt(Session::tries)
                .findFirst()
                .orElse(0);
    }

    private static boolean runs(Conversation after, Session session) {
        return after.stack().stream().anyMatch(later -> later.id().equals(session.id()));
    }

    private static boolean left(Session session, List<Trail> trail, Set<Trail.Exit> exits) {
        return trail.stream().anyMatch(step -> step.script().equals(session.script()) && exits.contains(step.exit()));
    }

    /// The count of moves stays the same while somebody fails at a question.
    private static String key(Session session) {
        return "-" + session.id() + "." + Integer.toString(session.token(), Character.MAX_RADIX);
    }

    List<Attention.Hurdle> failed() {
        return failed;
    }

    List<Attention.Hurdle> passed() {
        return passed;
    }
}
