package pk.rahnuma.registration;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pk.rahnuma.shared.OperatingMode;

/// A decision about lines of an application.
///
/// @param lines numbers of the lines that it is about; empty for all for which it is possible
/// @param reasons shown to the applicant; texts explain what each means and how to correct it
/// @param note to the applicant, in the applicant's language, or null
/// @param authorityReference the authority's own reference; only with [LineTransition#APPROVE], else null
/// @param asked names of the answers that the applicant must give again; only with [LineTransition#ASK], else
///     empty. If empty, the answers that the reasons concern
/// @param term days on which the lines are registered; null to leave them as they are, never with
///     [LineTransition#SET_TERM]
/// @param confirmation of the provider, as far as staff recorded it; only with [LineTransition#CONFIRM], else null
public record ApplicationDecision(
        LineTransition act,
        Set<Integer> lines,
        List<DecisionReason> reasons,
        String note,
        String authorityReference,
        List<String> asked,
        @Nullable LineTerm term,
        @Nullable ProviderConfirmation confirmation) {

    /// Decisions by which staff set days.
    public static final Set<LineTransition> TERM_ACTS =
            EnumSet.of(LineTransition.APPROVE, LineTransition.SET_TERM, LineTransition.ACCEPT_CHANGE);
    /// Maximum characters of a note.
    public static final int MAX_NOTE_LENGTH = 1000;
    /// Maximum number of reasons: with the note they must fit into one message.
    public static final int MAX_REASONS = 8;
    /// Maximum characters of the authority's reference.
    public static final int MAX_REFERENCE_LENGTH = 64;

    public ApplicationDecision {
        lines = Set.copyOf(lines);
        reasons = reasons.stream().distinct().toList();
        asked = asked.stream().distinct().toList();
        note = note == null || note.isBlank() ? null : note.strip();
        authorityReference =
                authorityReference == null || authorityReference.isBlank() ? null : authorityReference.strip();
        LineTerm set = term == null ? LineTerm.NONE : term;
        term = set.equals(LineTerm.NONE) && act != LineTransition.SET_TERM ? null : set;
    }

    /// A decision about all lines for which it is possible.
    public ApplicationDecision(
            LineTransition act,
            List<DecisionReason> reasons,
            String note,
            String authorityReference,
            List<String> asked) {
        this(act, Set.of(), reasons, note, authorityReference, asked, null, null);
    }

    public ApplicationDecision(
            LineTransition act, List<DecisionReason> reasons, String note, String authorityReference) {
        this(act, reasons, note, authorityReference, List.of());
    }

    public ApplicationDecision(LineTransition act) {
        this(act, List.of(), null, null);
    }

    /// The decision, about these lines alone.
    public ApplicationDecision aboutLines(Collection<Integer> numbers) {
        return new ApplicationDecision(
                act, Set.copyOf(numbers), reasons, note, authorityReference, asked, term, confirmation);
    }

    /// The decision, with the days on which the lines are registered.
    public ApplicationDecision withTerm(LineTerm days) {
        return new ApplicationDecision(act, lines, reasons, note, authorityReference, asked, days, confirmation);
    }

    /// The decision, with what the provider said.
    public ApplicationDecision withConfirmation(@Nullable ProviderConfirmation said) {
        return new ApplicationDecision(act, lines, reasons, note, authorityReference, asked, term, said);
    }

    /// The decision, asking for these answers again.
    public ApplicationDecision withAskedFields(List<String> names) {
        return new ApplicationDecision(act, lines, reasons, note, authorityReference, names, term, confirmation);
    }

    /// Checks that the decision is complete.
    ///
    /// @throws RuleViolationException when something is missing, or present without need
    public void validateFor(OperatingMode mode, Instant now) {
        if (term != null) {
            if (!TERM_ACTS.contains(act)) {
                throw new RuleViolationException("days_with_approve", "act", act);
            }
            term.validateAt(now);
        }
        if (confirmation != null) {
            if (act != LineTransition.CONFIRM) {
                throw new RuleViolationException("confirmed_with_confirm", "act", act);
            }
            confirmation.validateAt(now);
        }
        if (note != null && note.length() > MAX_NOTE_LENGTH) {
            throw new RuleViolationException("note_length", "length", note.length(), "most", MAX_NOTE_LENGTH);
        }
        if (reasons.size() > MAX_REASONS) {
            throw new RuleViolationException("reasons_many", "count", reasons.size(), "most", MAX_REASONS);
        }
        if (act == LineTransition.REFUSE && reasons.isEmpty()) {
            throw new RuleViolationException("reject_wants_reason", "codes", codes());
        }
        if (act != LineTransition.ASK && !asked.isEmpty()) {
            throw new RuleViolationException("fields_with_ask", "act", act);
        }
        if (act.requiresReason() && reasons.isEmpty() && note == null && asked.isEmpty()) {
            throw new RuleViolationException("reason_or_note", "act", act, "codes", codes());
        }
        if (act != LineTransition.APPROVE && authorityReference != null) {
            throw new RuleViolationException("reference_with_approve", "act", act);
        }
        if (authorityReference != null && authorityReference.length() > MAX_REFERENCE_LENGTH) {
            throw new RuleViolationException("reference_length", "most", MAX_REFERENCE_LENGTH);
        }
        if (act == LineTransition.APPROVE && mode == OperatingMode.ASSISTANCE && authorityReference == null) {
            throw new RuleViolationException("reference_wanted");
        }
    }

    private static List<String> codes() {
        return java.util.Arrays.stream(DecisionReason.values())
                .map(DecisionReason::name)
                .toList();
    }
}
