package pk.rahnuma.organisation;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeService;

/// `people.invited`: shows an invitation. A mistyped, used or expired one gets the same answer, and counts as a failed
/// look-up.
@Singleton
@Named("people.invited")
public final class ShowInvitationAction implements Action.Query<ShowInvitationAction.In, ShowInvitationAction.Out> {

    /// Input of the action.
    ///
    /// @param code as typed, or from a link
    public record In(String code) {}

    /// Result of the action.
    ///
    /// @param problem empty when found; `not_found`; `wait` after several failures
    /// @param wait_minutes with `wait`: minutes until the next try
    /// @param role that it gives
    /// @param member whether the person is a member already, or waits
    public record Out(
            boolean found, String problem, long wait_minutes, String organisation, String role, boolean member) {

        private static Out failed(String problem, long minutes) {
            return new Out(false, problem, minutes, "", "", false);
        }
    }

    private final OneTimeCodeService codes;
    private final OrganisationRepository organisations;
    private final MembershipRepository memberships;
    private final LookupFailureRepository askers;

    public ShowInvitationAction(
            OneTimeCodeService codes,
            OrganisationRepository organisations,
            MembershipRepository memberships,
            LookupFailureRepository askers) {
        this.codes = codes;
        this.organisations = organisations;
        this.memberships = memberships;
        this.askers = askers;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Instant now = requests.getFirst().now();
        List<Long> persons =
                requests.stream().map(Request::conversation).distinct().toList();
        Map<String, OneTimeCode> found = codes.findCodes(
                InvitationService.INVITATION,
                requests.stream()
                        .map(request -> request.arguments().code())
                        .distinct()
                        .toList(),
                now);
        Map<Long, String> names = organisations.findNames(
                found.values().stream().map(OneTimeCode::owner).toList());
        List<Membership> own = memberships.findByPersons(persons);
        Map<Long, LookupFailureRepository.FailureRecord> records = new HashMap<>(askers.findRecords(persons));
        Map<Long, LookupFailureRepository.FailureRecord> failed = new HashMap<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            long asker = request.conversation();
            LookupFailureRepository.FailureRecord before =
                    records.getOrDefault(asker, LookupFailureRepository.FailureRecord.NO_FAILURES);
            Duration pause = before.remainingPause(request.now());
            OneTimeCode invitation = found.get(request.arguments().code());
            if (pause.isPositive()) {
                results.add(Out.failed("wait", pause.plusSeconds(59).toMinutes()));
            } else if (invitation == null) {
                LookupFailureRepository.FailureRecord after = before.afterFailure(request.now());
                records.put(asker, after);
                failed.put(asker, after);
                results.add(Out.failed("not_found", 0));
            } else {
                boolean member =
                        own.stream().anyMatch(m -> m.person() == asker && m.organisation() == invitation.owner());
                results.add(new Out(
                        true,
                        "",
                        0,
                        names.get(invitation.owner()),
                        InvitationService.readRole(invitation).toWord(),
                        member));
            }
        }
        if (!failed.isEmpty()) {
            askers.saveRecords(failed);
        }
        return results;
    }
}
