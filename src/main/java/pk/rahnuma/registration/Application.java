package pk.rahnuma.registration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.notification.NotifiedCase;

/// A request that was submitted for a decision, without its answers. It groups lines; its status, deadlines and reasons
/// follow from theirs.
///
/// @param id random; also its chain in the audit log
/// @param conversation from which it was submitted; also the id of its person. For an organisation's application, the
///     id of an owner once that person is erased; [#ERASED_SUBJECT] when its lines come from a list
/// @param subject the person or organisation whose data it is and under whose key the answers are sealed; like the
///     conversation, [#ERASED_SUBJECT] once they are deleted
/// @param session of the script that submitted it, unique within the conversation
/// @param script name of its script
/// @param flow version of its script
/// @param language in which it was filled in
/// @param lines numbers of its lines by status
/// @param since time of the last event
/// @param target the earliest deadlines of its lines
/// @param reasons of the leading lines ([LineCounts#leading()]); may be empty
/// @param asked names of the answers that the applicant must give again about these; may be empty
/// @param authorityReference the authority's own reference, of the first line that has one; null when none has
/// @param expiresAfter last day of the first line that will expire; null when none has a last day
/// @param events number of events in its history
public record Application(
        long id,
        Reference reference,
        long conversation,
        long subject,
        String session,
        String script,
        String flow,
        String language,
        LineCounts lines,
        Instant submitted,
        Instant since,
        LineDeadline target,
        List<DecisionReason> reasons,
        List<String> asked,
        String authorityReference,
        LocalDate expiresAfter,
        int events)
        implements NotifiedCase {

    /// Order of lists for persons.
    public static final Comparator<Application> NEWEST_FIRST =
            Comparator.comparing(Application::submitted).reversed().thenComparing(Application::id);

    /// Subject of an application whose data is deleted.
    public static final long ERASED_SUBJECT = 0;

    @Override
    public Reference number() {
        return reference;
    }

    /// True when its content is deleted and only its reference, states and times are left.
    public boolean isErased() {
        return subject == ERASED_SUBJECT;
    }

    /// True when it belongs to the person who submitted it, not to an organisation.
    public boolean isPersonal() {
        return subject == conversation;
    }

    /// True when a person sent it; false when it comes from a list, or is erased.
    public boolean hasSender() {
        return conversation != ERASED_SUBJECT;
    }

    /// True when its sender is erased and it now belongs to another owner of the organisation; its session has no
    /// meaning then.
    public boolean isHandedOver() {
        return session.equals(handedOverSession(id));
    }

    /// Session of an application whose sender is erased.
    public static String handedOverSession(long id) {
        return Long.toString(id, 36);
    }

    /// Time by which the party of [#nextActor(Instant)] should have acted: the target of the desk or of the provider,
    /// or the applicant's deadline. Null when no action is expected.
    public Instant dueAt() {
        return switch (lines.leading()) {
            case ASKED -> target.lapses();
            case REFUSED -> since.plus(LineDeadline.REOPENING_PERIOD);
            default -> target.due();
        };
    }

    /// Party that must act next, or the person's options: `desk`, `provider`, `applicant`, `reopen` (rejected, for five
    /// days), `apply_again` (ended), `none` (registered).
    public String nextActor(Instant now) {
        return switch (lines.leading()) {
            case REQUESTED, CONFIRMED, CHANGE_PENDING -> "desk";
            case WITH_PROVIDER -> "provider";
            case ASKED, SUSPENDED -> "applicant";
            case ACTIVE, PAUSED -> "none";
            case REFUSED -> now.isBefore(dueAt()) ? "reopen" : "apply_again";
            case EXPIRED, REVOKED, ENDED, WITHDRAWN, LAPSED -> "apply_again";
        };
    }

    /// [#dueAt()] while it is in the future; else null.
    public Instant dueAfter(Instant now) {
        Instant due = dueAt();
        return due != null && due.isAfter(now) ? due : null;
    }

    /// [#dueAt()] when the desk or the provider has missed it; else null.
    public Instant missedDue(Instant now) {
        String next = nextActor(now);
        return (next.equals("desk") || next.equals("provider")) && dueAfter(now) == null ? dueAt() : null;
    }

    /// [#dueAt()], unless it has passed without anybody being late: an ended application is not.
    public Instant pendingDue(Instant now) {
        Instant due = dueAfter(now);
        return due == null ? missedDue(now) : due;
    }

    /// Names of the [DecisionReason]s of the present status.
    public List<String> reasonCodes() {
        return reasons.stream().map(DecisionReason::name).toList();
    }

    /// The application after an event that changed some of its lines, with one more event in its history.
    ///
    /// @param all its lines, as they are now
    public Application afterEvent(List<Line> all, Instant now) {
        LineCounts counts = LineCounts.ofLines(all);
        List<Line> leading =
                all.stream().filter(line -> line.status() == counts.leading()).toList();
        return new Application(
                id,
                reference,
                conversation,
                subject,
                session,
                script,
                flow,
                language,
                counts,
                submitted,
                now,
                LineDeadline.ofEarliest(all),
                distinct(leading, Line::reasons),
                distinct(leading, Line::asked),
                all.stream()
                        .map(Line::authorityReference)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                all.stream()
                        .filter(line -> LineTransition.EXPIRE.isAllowed(line.status(), TransitionActor.CLOCK))
                        .map(line -> line.term().until())
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                events + 1);
    }

    private static <T> List<T> distinct(List<Line> some, Function<Line, List<T>> parts) {
        return some.stream()
                .flatMap(line -> parts.apply(line).stream())
                .distinct()
                .toList();
    }

    public ApplicationStatus status() {
        return lines.applicationStatus();
    }

    /// Status that people read: that of its lines while all have the same; else [#status()].
    public Enum<?> shownStatus() {
        return lines.isUniform() ? lines.leading() : status();
    }
}
