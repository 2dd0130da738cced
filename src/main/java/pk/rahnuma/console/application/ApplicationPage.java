package pk.rahnuma.console.application;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.http.LineFilterForm;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.registration.decision.ApplicantReachService;
import pk.rahnuma.registration.decision.ApplicationClaimService;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.decision.PersonComparisonService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CasePresenceService;
import pk.rahnuma.ticket.work.CaseViewer;

/// Content of the page of an application.
///
/// @param revealed true when sensitive answers are shown in full
/// @param proposal the proposal that waits for a second member of staff, or null
/// @param obstacle the reason why the viewer cannot confirm it, or null
/// @param fields names of answers that the applicant can be asked to correct
/// @param tickets of the applicant: first the active ones, the newest first; at most [#MAX_TICKETS]
/// @param attendance of the viewer and their colleagues
/// @param reach tells whether the recipients of a decision can be reached
/// @param related persons of the applications that the checks name, and those who are linked or marked, by application
/// @param shown lines that are shown
public record ApplicationPage(
        ApplicationReviewService.ApplicationDetails dossier,
        boolean revealed,
        ApplicationDecisionService.Proposal proposal,
        StaffRemark obstacle,
        List<AvailableMove> acts,
        List<String> fields,
        Attendance attendance,
        List<Ticket> tickets,
        ApplicantReachService.RecipientReach reach,
        Map<Reference, PersonComparisonService.RelatedPerson> related,
        ShownLines shown) {

    static final int MAX_TICKETS = 10;
    /// Maximum lines that the form for decisions lists at once; more are folded.
    private static final int MAX_OPEN_LINES = 12;
    /// Maximum numbers of lines that a sentence names.
    private static final int MAX_NAMED_LINES = 20;

    /// Lines that the viewer looks for.
    ///
    /// @param numbers that the filter leaves; not used without a filter
    public record ShownLines(LineFilterForm filter, Set<Integer> numbers) {}

    /// Members who work on the application.
    ///
    /// @param viewer name of the viewer
    /// @param holder member who has taken it; null while it is free
    /// @param others who look at it, but the viewer
    public record Attendance(String viewer, ApplicationClaimService.Holder holder, List<CaseViewer> others) {

        public boolean isOwn() {
            return holder != null && holder.name().equals(viewer);
        }

        /// True when a colleague has taken it.
        public boolean isTaken() {
            return holder != null && !isOwn();
        }
    }

    /// Action that is possible now.
    ///
    /// @param second true when another member must confirm it
    public record AvailableMove(LineTransition move, boolean second) {

        /// True when days of the registration are set with it.
        static boolean setsDays(LineTransition move) {
            return ApplicationDecision.TERM_ACTS.contains(move);
        }

        /// Parts of the form that the action uses, separated by spaces.
        public String requiredFields() {
            String confirmation = second ? " second" : " once";
            return switch (move) {
                case ASK -> "reasons fields" + confirmation;
                case REFUSE, SUSPEND, REVOKE, REFUSE_CHANGE -> "reasons" + confirmation;
                case CONFIRM -> "provider" + confirmation;
                case APPROVE -> "reference days" + confirmation;
                case SET_TERM, ACCEPT_CHANGE -> "days" + confirmation;
                default -> confirmation.strip();
            };
        }
    }

    /// Providers of the lines, each once, with the number of lines; empty while there is one line only.
    public Map<String, Long> providers() {
        return dossier.lines().size() < 2
                ? Map.of()
                : dossier.lines().stream()
                        .filter(reviewed -> !reviewed.provider().isEmpty())
                        .collect(Collectors.groupingBy(
                                ApplicationReviewService.ReviewedLine::provider,
                                LinkedHashMap::new,
                                Collectors.counting()));
    }

    /// Days of the lines while all have the same; else none.
    public LineTerm commonTerm() {
        List<LineTerm> terms = dossier.lines().stream()
                .map(reviewed -> reviewed.line().term())
                .distinct()
                .toList();
        return terms.size() == 1 ? terms.getFirst() : LineTerm.NONE;
    }

    /// Numbers of the lines for which a change is requested, by its kind.
    public Map<ChangeKind, Set<Integer>> changes() {
        return dossier.lines().stream()
                .map(ApplicationReviewService.ReviewedLine::line)
                .filter(line -> line.change() != null)
                .collect(Collectors.groupingBy(
                        Line::change,
                        () -> new EnumMap<>(ChangeKind.class),
                        Collectors.mapping(Line::number, Collectors.toSet())));
    }

    /// Answers that a requested change would add.
    public Map<String, String> addedAnswers() {
        Map<String, String> added = new LinkedHashMap<>(dossier.change());
        added.keySet().removeAll(dossier.answers().keySet());
        return added;
    }

    /// Lines that the filter leaves.
    public List<ApplicationReviewService.ReviewedLine> shownLines() {
        return shown.filter().isEmpty()
                ? dossier.lines()
                : dossier.lines().stream()
                        .filter(reviewed ->
                                shown.numbers().contains(reviewed.line().number()))
                        .toList();
    }

    /// True when the lines are few enough to be listed at once.
    public boolean isShortList() {
        return shownLines().size() <= MAX_OPEN_LINES;
    }

    /// Numbers of lines, in order.
    public static String formatLines(Set<Integer> numbers) {
        String named = numbers.stream()
                .sorted()
                .limit(MAX_NAMED_LINES)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return numbers.size() <= MAX_NAMED_LINES ? named : named + ", …";
    }

    public Application application() {
        return dossier.application();
    }

    /// Tells whether a colleague's proposal waits, which blocks all other decisions.
    public boolean awaitsColleague() {
        return proposal != null && !proposal.isProposedBy(attendance.viewer());
    }

    /// Tells whether a decision is possible, and none is about to take effect.
    public boolean isOpenForDecision() {
        return !acts.isEmpty() && (proposal == null || !proposal.takesEffect());
    }

    /// Seconds until a waiting decision takes effect, or a viewer may have left; 0 when nothing is awaited.
    public long refreshSeconds(Instant now) {
        if (proposal != null && proposal.takesEffect()) {
            return Math.max(1, Duration.between(now, proposal.due()).toSeconds() + 2);
        }
        return attendance.others().isEmpty() ? 0 : CasePresenceService.PRESENCE_TTL.toSeconds();
    }

    /// Tells whether at least one recipient can be reached.
    public boolean isReachable() {
        return application().hasSender();
    }

    public List<DecisionReason> allReasons() {
        return List.of(DecisionReason.values());
    }
}
