package pk.rahnuma.desk.applications;

import java.util.List;
import java.util.Optional;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Party;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Remark;
import pk.rahnuma.registration.decisions.ApplicantReachService;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.support.Ticket;

/// What the page of an application shows.
///
/// @param revealed whether sensitive answers are shown in full
/// @param proposal what waits for a second member of staff, or null
/// @param obstacle why whoever looks cannot be the second, or null
/// @param fields names of answers that the applicant can be asked for again
/// @param tickets of whoever sent it: first the active ones, the newest first; at most [#TICKETS]
/// @param reach whether those who hear of a decision can be reached
public record Review(
        Dossiers.Dossier dossier,
        boolean revealed,
        Proposals.Proposal proposal,
        Remark obstacle,
        List<Act> acts,
        List<String> fields,
        List<Ticket> tickets,
        ApplicantReachService.Reach reach) {

    static final int TICKETS = 10;

    /// Something that can be done now.
    ///
    /// @param second whether somebody else must confirm it
    public record Act(Move move, boolean second) {

        /// Which parts of the form it uses, by spaces.
        public String wants() {
            String told = second ? " second" : " once";
            return switch (move) {
                case ASK -> "reasons fields" + told;
                case REJECT, SUSPEND, REVOKE, REFUSE_CHANGE -> "reasons" + told;
                case APPROVE -> "reference" + told;
                default -> told.strip();
            };
        }
    }

    static Review of(
            Dossiers.Dossier dossier,
            boolean revealed,
            Proposals proposals,
            String viewer,
            List<Ticket> tickets,
            ApplicantReachService.Reach reach) {
        Optional<Proposals.Proposal> proposal = proposals.of(dossier.application());
        return new Review(
                dossier,
                revealed,
                proposal.orElse(null),
                proposal.flatMap(waiting ->
                                proposals.obstacle(dossier.application().reference(), waiting, viewer))
                        .map(NotPossible::why)
                        .orElse(null),
                dossier.application().status().allowed(Party.STAFF).stream()
                        .map(move -> new Act(move, proposals.wantsSecond(move)))
                        .toList(),
                dossier.answers().keySet().stream()
                        .map(name -> name.contains("/") ? name.substring(0, name.indexOf('/')) : name)
                        .distinct()
                        .toList(),
                tickets,
                reach);
    }

    public Application application() {
        return dossier.application();
    }

    /// Whether a colleague's proposal waits, before which nothing else is decided.
    public boolean isLeftToColleague(String viewer) {
        return proposal != null && !proposal.isBy(viewer);
    }

    /// Whether there is still somebody to write to.
    public boolean reachable() {
        return application().conversation() != Application.NOBODY;
    }

    public List<Reason> reasons() {
        return List.of(Reason.values());
    }
}
