package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import pk.rahnuma.dialog.model.Action;

/// `registration.look_up`: shows an application for its reference and a second proof, see [ApplicationLookupService].
@Singleton
@Named("registration.look_up")
public final class LookUpApplicationAction
        implements Action.Query<LookUpApplicationAction.In, LookUpApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    public record In(String reference, String proof) {}

    /// Result of the action.
    ///
    /// @param problem empty when found; else `typo` (its check symbol is wrong), `ticket` (it is a ticket's number),
    ///     `not_found`, or `wait` (too many failures for this reference)
    /// @param wait_minutes with `wait`: minutes until the next try
    /// @param reference and all that follows as in [ListApplicationsAction.Item]; empty or null when not found
    /// @param held time before which the answer is not sent
    public record Out(
            boolean found,
            String problem,
            long wait_minutes,
            String reference,
            String status,
            Instant submitted,
            Instant due,
            Instant was_due,
            Instant since,
            List<String> reasons,
            String authority_reference,
            String next,
            long lines_total,
            long lines_registered,
            Duration held)
            implements DelayedResult {

        private static Out failed(ApplicationLookupService.LookupResult result) {
            return new Out(
                    false,
                    result.problem().name().toLowerCase(Locale.ROOT),
                    result.pause().isZero() ? 0 : result.pause().plusSeconds(59).toMinutes(),
                    "",
                    "",
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    "",
                    "",
                    0,
                    0,
                    result.held());
        }

        private static Out found(ListApplicationsAction.Item item, Duration held) {
            return new Out(
                    true,
                    "",
                    0,
                    item.reference(),
                    item.status(),
                    item.submitted(),
                    item.due(),
                    item.was_due(),
                    item.since(),
                    item.reasons(),
                    item.authority_reference(),
                    item.next(),
                    item.lines_total(),
                    item.lines_registered(),
                    held);
        }
    }

    private final ApplicationLookupService lookups;

    LookUpApplicationAction(ApplicationLookupService lookups) {
        this.lookups = lookups;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<ApplicationLookupService.LookupResult> results = lookups.lookUpAll(requests.stream()
                .map(request -> new ApplicationLookupService.LookupRequest(
                        request.conversation(),
                        request.arguments().reference(),
                        request.arguments().proof(),
                        request.now()))
                .toList());
        return IntStream.range(0, requests.size())
                .mapToObj(i -> out(results.get(i)))
                .toList();
    }

    private static Out out(ApplicationLookupService.LookupResult result) {
        return result.application() == null
                ? Out.failed(result)
                : Out.found(ListApplicationsAction.Item.fromView(result.application()), result.held());
    }
}
